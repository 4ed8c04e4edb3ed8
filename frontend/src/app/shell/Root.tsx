import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../../shared/ui/States";
import { RouteAnnouncer } from "./RouteAnnouncer";
import { UpdatePrompt } from "./UpdatePrompt";
import "./shell.css";

/** What every page stands in, signed in or not. Toasts and dialogs may hold links of the router. */
export function Root() {
  const { t } = useTranslation();
  return (
    <ModalsProvider labels={{ confirm: t("action.save"), cancel: t("action.cancel") }}>
      <Notifications position="bottom-right" limit={4} />
      <Suspense fallback={<Loading />}>
        <RouteAnnouncer />
        <UpdatePrompt />
        <Outlet />
      </Suspense>
    </ModalsProvider>
  );
}
