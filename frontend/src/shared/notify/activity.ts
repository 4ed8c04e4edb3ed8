import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../api/client";
import { Unreachable } from "../api/problem";
import { runKeys } from "../api/queries/runs";
import { isOver } from "../ui/RunBadge";

export type Run = Schemas["RunSummary"];

const WHILE_RUNNING_MS = 5_000;
/** More than anybody's concurrent and waiting runs of a plan, but for sweeps. */
const LATEST = 25;

/**
 * The latest runs; asked again and again while one is under way, or the platform is out of reach.
 *
 * Under the key of all runs: whoever starts one makes it stale, and so starts the watch.
 */
export function runActivity() {
  return queryOptions({
    queryKey: [...runKeys.all, "activity"],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/runs", { params: { query: { limit: LATEST } }, signal })),
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) =>
      state.error instanceof Unreachable || (state.data?.items.some(underWay) ?? false)
        ? WHILE_RUNNING_MS
        : false,
  });
}

export function underWay(run: Run): boolean {
  return !isOver(run.state);
}

/** How far a run is, 0 to 100; null as long as that is not known. */
export function percentDone({ progress }: Pick<Run, "progress">): number | null {
  return progress === null || progress.total === 0
    ? null
    : Math.min(100, Math.round((progress.done / progress.total) * 100));
}
