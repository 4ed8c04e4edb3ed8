import { describe, expect, it } from "vitest";
import type { Overview } from "../queries";
import { alertsOf, LONGEST_WAIT, successRate } from "./alerts";

const CALM: Overview = {
  at: "2026-03-01T12:00:00Z",
  since: "2026-02-28T12:00:00Z",
  runs: {
    queued: 1,
    starting: 0,
    running: 1,
    succeeded: 8,
    failed: 2,
    cancelled: 3,
    expired: 0,
  },
  oldest_queued: { run: "old", owner: "ada", seconds: LONGEST_WAIT },
  heartbeats: { working: 1, silent: 0, quietest: "quiet", seconds: 3 },
  failures: [],
  failures_read: 2,
  queues: [],
  users: { total: 1, new_today: 0 },
  tenants: [],
};

describe("alertsOf", () => {
  it("is silent up to its thresholds", () => {
    expect(alertsOf(CALM)).toEqual([]);
  });

  it("tells a wait that is too long", () => {
    const late = { run: "old", owner: "ada", seconds: LONGEST_WAIT + 1 };
    expect(alertsOf({ ...CALM, oldest_queued: late })).toEqual([
      { kind: "wait", seconds: 301, run: "old" },
    ]);
  });

  it("tells too many failures, once enough runs have ended", () => {
    const bad = { ...CALM.runs, succeeded: 7, failed: 2 };
    expect(alertsOf({ ...CALM, runs: bad })).toEqual([
      { kind: "failures", share: 2 / 9, failed: 2, ended: 9 },
    ]);
    expect(alertsOf({ ...CALM, runs: { ...CALM.runs, succeeded: 0, failed: 4 } })).toEqual([]);
  });

  it("tells lost heartbeats first", () => {
    const lost = { working: 2, silent: 1, quietest: "quiet", seconds: 90 };
    const late = { run: "old", owner: "ada", seconds: 400 };
    expect(
      alertsOf({ ...CALM, heartbeats: lost, oldest_queued: late }).map(({ kind }) => kind),
    ).toEqual(["heartbeat", "wait"]);
  });
});

describe("successRate", () => {
  it("leaves out what was cancelled or expired", () => {
    expect(successRate(CALM.runs)).toBe(0.8);
    expect(successRate({ ...CALM.runs, succeeded: 0, failed: 0 })).toBeNull();
  });
});
