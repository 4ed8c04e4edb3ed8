import { describe, expect, it } from "vitest";
import { normalised, together } from "./curves";
import { bestOf, type Comparison, letterOf, pathText, saidOf, valuesOf } from "./figures";

const comparison = {
  runs: [{ id: "a" }, { id: "b" }, { id: "c" }],
  figures: [
    { name: "total_trades", values: [10, 0, 5] },
    { name: "sharpe", values: [1.5, 0, -100] },
    { name: "stake_currency", values: ["USDT", "USDT", "EUR"] },
  ],
  differences: [],
} as unknown as Comparison;

describe("figures side by side", () => {
  it("have no ratio without a trade, or without anything to divide by", () => {
    expect(valuesOf(comparison, "sharpe")).toEqual([1.5, null, null]);
    expect(valuesOf(comparison, "total_trades")).toEqual([10, 0, 5]);
    expect(valuesOf(comparison, "unheard_of")).toEqual([null, null, null]);
    expect(saidOf(comparison, "stake_currency")).toEqual(["USDT", "USDT", "EUR"]);
  });

  it("mark the best, all of them where they are as good", () => {
    expect(bestOf([1, 3, 3, null], "more")).toEqual([1, 2]);
    expect(bestOf([0.2, 0.1], "less")).toEqual([1]);
  });

  it("mark nothing where nothing is better", () => {
    expect(bestOf([2, 2], "more")).toEqual([]);
    expect(bestOf([1, 2], null)).toEqual([]);
    expect(bestOf([null, 2], "more")).toEqual([]);
  });

  it("are called by letters", () => {
    expect([0, 7].map(letterOf)).toEqual(["A", "H"]);
  });
});

it("writes paths as people count", () => {
  expect(pathText("strategy.spec.entries[0].when.conditions[1].left.params.period")).toBe(
    "entries 1 › when › conditions 2 › left › params › period",
  );
  expect(pathText("max_open_trades")).toBe("max open trades");
});

describe("curves", () => {
  it("begin at nothing, whatever the balance was", () => {
    const series = { date: ["2024-01-01", "2024-01-02", "2024-01-03"], equity: [500, null, 550] };
    expect(normalised(series, 500)).toEqual([
      [Date.UTC(2024, 0, 1), 0],
      [Date.UTC(2024, 0, 3), 550 / 500 - 1],
    ]);
    expect(normalised(series, 0)).toEqual([]);
  });

  it("share their days", () => {
    expect(
      together([
        [
          [1, 0],
          [2, 0.1],
        ],
        [
          [2, 0.5],
          [3, 0.6],
        ],
      ]),
    ).toEqual([
      { at: 1, values: [0, null] },
      { at: 2, values: [0.1, 0.5] },
      { at: 3, values: [null, 0.6] },
    ]);
  });
});
