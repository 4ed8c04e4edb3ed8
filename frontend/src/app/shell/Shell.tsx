import { AppShell, Drawer } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { RunWatch } from "../../shared/notify/RunWatch";
import { arriving } from "../../shared/ui/arriving";
import { SkipLink } from "../../shared/ui/States";
import { Connection } from "./Connection";
import { Header } from "./Header";
import { Navigation } from "./Navigation";
import { useShortcut } from "./shortcut";

const CommandPalette = arriving(() =>
  import("./CommandPalette").then(({ CommandPalette }) => CommandPalette),
);

const WIDE = 216;
const RAIL = 68;

/** The frame of every page behind a sign-in: navigation beside the page, or folded on a phone. */
export function Shell() {
  const { t } = useTranslation(["shell", "common"]);
  const [drawer, { toggle, close }] = useDisclosure();
  const [rail, setRail] = useLocalStorage({ key: "hypertrade.rail", defaultValue: false });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const watched = useRouterState({ select: ({ location }) => location.search.run });
  // Loaded when first asked for, and kept: it opens at once from then on.
  const [asked, setAsked] = useState(0);
  const openPalette = useCallback(() => setAsked((times) => times + 1), []);
  useShortcut(openPalette);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page folds the navigation
  useEffect(close, [pathname]);

  return (
    <ModalsProvider
      labels={{ confirm: t("common:action.save"), cancel: t("common:action.cancel") }}
    >
      <SkipLink to="main">{t("skip")}</SkipLink>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: rail ? RAIL : WIDE, breakpoint: "sm", collapsed: { mobile: true } }}
        padding={{ base: "sm", sm: "md", lg: "xl" }}
      >
        <AppShell.Header>
          <Header drawer={drawer} onDrawer={toggle} onPalette={openPalette} />
        </AppShell.Header>
        <AppShell.Navbar p="sm" className="no-print" visibleFrom="sm">
          <Navigation rail={rail} onRail={() => setRail(!rail)} />
        </AppShell.Navbar>
        <Drawer
          opened={drawer}
          onClose={close}
          size={280}
          title={t("navigation")}
          hiddenFrom="sm"
          closeButtonProps={{ "aria-label": t("closeNavigation") }}
        >
          <Navigation />
        </Drawer>
        <AppShell.Main id="main" tabIndex={-1} className="page">
          <Connection />
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <RunWatch shows={(run) => run === watched || pathname === `/runs/${run}`} />
      {asked > 0 && (
        <Suspense fallback={null}>
          <CommandPalette asked={asked} />
        </Suspense>
      )}
    </ModalsProvider>
  );
}
