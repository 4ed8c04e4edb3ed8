import { getRouteApi } from "@tanstack/react-router";
import type { Run } from "../../shared/notify/activity";

const route = getRouteApi("/signed/runs");

export const FEWEST = 2;
export const MOST = 8;

/** Whether a run has figures that can stand beside another's. */
export function isComparable({ kind, state }: Pick<Run, "kind" | "state">): boolean {
  return kind === "backtest" && state === "succeeded";
}

/** The chosen runs with one more, or without it; never more than can be compared. */
export function toggled(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) {
    return chosen.filter((one) => one !== id);
  }
  return chosen.length < MOST ? [...chosen, id] : [...chosen];
}

/** The runs chosen to be compared, in the order of choosing: kept by the address. */
export function useChosen() {
  const { selected = [] } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (ids: readonly string[]) =>
    void navigate({
      search: ({ selected: _, ...others }) =>
        ids.length === 0 ? others : { ...others, selected: [...ids] },
      replace: true,
    });
  return {
    chosen: selected,
    full: selected.length >= MOST,
    toggle: (id: string) => choose(toggled(selected, id)),
    clear: () => choose([]),
  };
}
