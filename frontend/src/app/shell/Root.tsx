import { Notifications } from "@mantine/notifications";
import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { Loading } from "../../shared/ui/States";
import { RouteAnnouncer } from "./RouteAnnouncer";
import { UpdatePrompt } from "./UpdatePrompt";
import "./shell.css";

/** What every page stands in, signed in or not. Toasts may hold links of the router. */
export function Root() {
  return (
    <>
      <Notifications position="bottom-right" limit={4} />
      <Suspense fallback={<Loading />}>
        <RouteAnnouncer />
        <UpdatePrompt />
        <Outlet />
      </Suspense>
    </>
  );
}
