import type { Schemas } from "../api/client";

/** Where a run can be, in the order it gets there. */
export const RUN_STATES = [
  "queued",
  "starting",
  "running",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
] as const satisfies readonly Schemas["RunState"][];

export const RUN_KINDS = ["backtest", "robustness", "download"] as const;
