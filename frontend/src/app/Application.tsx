import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type Identity, IdentityContext } from "../shared/identity";
import { ownPath } from "../shared/identity/back";
import { theme } from "../shared/theme/theme";
import { newQueryClient } from "./queryClient";
import { newRouter } from "./router";

/** The application's providers, around its routes. */
export function Application({ identity }: { identity: Identity }) {
  const [queries] = useState(newQueryClient);
  const [router] = useState(() => newRouter(identity, queries));

  // Whoever signs out, in whatever tab, leaves nothing of theirs on the screen or in memory.
  useEffect(() => {
    let user = identity.session()?.user;
    return identity.subscribe(() => {
      const now = identity.session()?.user;
      if (now === user) {
        return;
      }
      const left = user !== undefined && now === undefined;
      user = now;
      queries.clear();
      if (left) {
        const back = ownPath(router.state.location.href);
        const search =
          identity.expired() && back !== undefined ? { back, expired: true as const } : {};
        void router.navigate({ to: "/sign-in", search });
      } else {
        void router.invalidate();
      }
    });
  }, [identity, queries, router]);

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <IdentityContext value={identity}>
          <RouterProvider router={router} />
        </IdentityContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
