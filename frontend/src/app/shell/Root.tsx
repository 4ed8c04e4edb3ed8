import { Outlet } from "@tanstack/react-router";

/** What every page stands in, signed in or not. */
export function Root() {
  return <Outlet />;
}
