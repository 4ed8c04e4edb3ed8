import type { Overview } from "../queries";

/** Seconds that a run may wait before somebody should look. */
export const LONGEST_WAIT = 300;
/** The share of ended runs that may fail, and from how many on it says something. */
const MOST_FAILURES = 0.2;
const FEWEST_ENDED = 5;

export type Alert =
  | { kind: "wait"; seconds: number; run: string }
  | { kind: "failures"; share: number; failed: number; ended: number }
  | { kind: "heartbeat"; silent: number; run: string | null; seconds: number };

/** The share of runs that succeeded, of those that did or failed; null where none ended so. */
export function successRate({ succeeded, failed }: Overview["runs"]): number | null {
  const ended = succeeded + failed;
  return ended === 0 ? null : succeeded / ended;
}

/** What an operator should look into, the most pressing first. */
export function alertsOf({ heartbeats, oldest_queued: oldest, runs }: Overview): Alert[] {
  const alerts: Alert[] = [];
  if (heartbeats.silent > 0) {
    const { silent, quietest: run, seconds } = heartbeats;
    alerts.push({ kind: "heartbeat", silent, run, seconds: seconds ?? 0 });
  }
  if (oldest !== null && oldest.seconds > LONGEST_WAIT) {
    alerts.push({ kind: "wait", seconds: oldest.seconds, run: oldest.run });
  }
  const ended = runs.succeeded + runs.failed;
  if (ended >= FEWEST_ENDED && runs.failed / ended > MOST_FAILURES) {
    alerts.push({ kind: "failures", share: runs.failed / ended, failed: runs.failed, ended });
  }
  return alerts;
}
