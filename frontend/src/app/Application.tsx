import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type Identity, IdentityContext } from "../shared/identity";
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
      if (now !== user) {
        user = now;
        queries.clear();
        void router.invalidate();
      }
    });
  }, [identity, queries, router]);

  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <IdentityContext value={identity}>
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
            <RouterProvider router={router} />
          </ModalsProvider>
        </IdentityContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
