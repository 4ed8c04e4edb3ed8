import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
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
      if (left) {
        const back = ownPath(router.state.location.href);
        const search =
          identity.expired() && back !== undefined ? { back, expired: true as const } : {};
        // The page goes first: what is taken from under it would be asked for again, by nobody.
        void router.navigate({ to: "/sign-in", search }).then(() => queries.clear());
      } else {
        queries.clear();
        void router.invalidate();
      }
    });
  }, [identity, queries, router]);

  const { t } = useTranslation();
  const named = useMemo(() => withNames(t("action.close")), [t]);

  return (
    <MantineProvider theme={named} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <IdentityContext value={identity}>
          <RouterProvider router={router} />
        </IdentityContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The theme, in which every button that closes something says so. */
function withNames(close: string) {
  const closing = { "aria-label": close };
  return mergeThemeOverrides(theme, {
    components: {
      Alert: { defaultProps: { closeButtonLabel: close } },
      Drawer: { defaultProps: { closeButtonProps: closing } },
      Modal: { defaultProps: { closeButtonProps: closing } },
      Notification: { defaultProps: { closeButtonProps: closing } },
    },
  });
}
