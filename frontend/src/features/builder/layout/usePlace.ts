import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { PaneName, ViewName } from "./panes";

const route = getRouteApi("/signed/strategies/$strategy");

/** What a phone shows: one of four, by the bar at the bottom. */
export const SHOWS = ["chat", "strategy", "setup", "result"] as const;
export type Show = (typeof SHOWS)[number];

export interface Place {
  pane?: PaneName;
  view?: ViewName;
  show?: Show;
}

/** Where in the builder somebody is; the address keeps it. */
export function usePlace() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useCallback(
    (to: Place) => {
      void navigate({
        search: (before) => ({ ...before, ...to }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return {
    pane: search.pane ?? ("chat" as const),
    view: search.view,
    show: search.show ?? ("strategy" as const),
    go,
  };
}
