import { describe, expect, it } from "vitest";
import { ranOf } from "./lastRun";

describe("ranOf", () => {
  it("reads what the platform notes of a finished run", () => {
    const summary = { total_trades: 3 };
    const told = { kind: "backtest", id: "r1", state: "succeeded", strategy_version: 2, summary };
    expect(ranOf(told)).toEqual({ id: "r1", kind: "backtest", version: 2, summary });
  });

  it("is nothing for what never ran, or is not understood", () => {
    expect(ranOf(null)).toBeNull();
    expect(ranOf({ id: "r1", kind: "dream" })).toBeNull();
    expect(ranOf({ kind: "backtest" })).toBeNull();
  });
});
