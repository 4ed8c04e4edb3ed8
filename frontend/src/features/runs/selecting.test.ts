import { describe, expect, it } from "vitest";
import { isComparable, MOST, toggled } from "./selecting";

describe("isComparable", () => {
  it("takes finished backtests alone", () => {
    expect(isComparable({ kind: "backtest", state: "succeeded" })).toBe(true);
    expect(isComparable({ kind: "backtest", state: "running" })).toBe(false);
    expect(isComparable({ kind: "robustness", state: "succeeded" })).toBe(false);
  });
});

describe("toggled", () => {
  it("adds at the end, and takes out", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });

  it("stops at as many as can be compared", () => {
    const full = Array.from({ length: MOST }, (_, at) => `r${at}`);
    expect(toggled(full, "one more")).toEqual(full);
    expect(toggled(full, "r0")).toHaveLength(MOST - 1);
  });
});
