import { describe, expect, it } from "vitest";
import { type ChartTrade, fillsWithin, marksOf, sharing, wayOf } from "./marks";

const trade = (
  number: number,
  at: [number, number],
  more: Partial<ChartTrade> = {},
): ChartTrade => ({
  number,
  short: false,
  profit: 1,
  fills: [
    { at: at[0], rate: 10, entry: true },
    { at: at[1], rate: 12, entry: false },
  ],
  ...more,
});

describe("marks", () => {
  it("has one for each order, on the bar that it was filled in", () => {
    const grid = { first: 1000, bucketMs: 100, bars: 10 };
    expect(marksOf([trade(1, [1050, 1250])], grid)).toEqual([
      { at: 1000, kind: "entry", buy: true, profit: 1, trades: [1] },
      { at: 1200, kind: "exit", buy: false, profit: 1, trades: [1] },
    ]);
  });

  it("makes one of many where many candles are one bar", () => {
    const trades = [trade(1, [1000, 1100]), trade(2, [1200, 1300], { profit: -3 })];
    expect(marksOf(trades, { first: 1000, bucketMs: 1000, bars: 2 })).toEqual([
      { at: 1000, kind: "entry", buy: true, profit: -2, trades: [1, 2] },
      { at: 1000, kind: "exit", buy: false, profit: -2, trades: [1, 2] },
    ]);
  });

  it("keeps what sells in apart from what sells out", () => {
    const grid = { first: 0, bucketMs: 100, bars: 1 };
    const marks = marksOf([trade(1, [0, 0]), trade(2, [0, 0], { short: true })], grid);
    expect(marks.map(({ kind, buy, trades }) => [kind, buy, trades])).toEqual([
      ["entry", true, [1]],
      ["exit", false, [1]],
      ["entry", false, [2]],
      ["exit", true, [2]],
    ]);
  });

  it("tells of whole trades where bars share marks", () => {
    const trades = [trade(1, [10, 40]), trade(2, [30, 90]), trade(3, [50, 60], { profit: -4 })];
    expect(marksOf(trades, { first: 0, bucketMs: 10, bars: 10 }, 4)).toEqual([
      { at: 0, kind: "trades", buy: true, profit: 2, trades: [1, 2] },
      { at: 40, kind: "trades", buy: true, profit: -4, trades: [3] },
    ]);
  });

  it("leaves out what lies beyond the bars", () => {
    expect(marksOf([trade(1, [900, 1100])], { first: 1000, bucketMs: 100, bars: 1 })).toEqual([]);
  });
});

describe("sharing", () => {
  it("leaves each bar its own marks as long as there is room for them all", () => {
    expect(sharing(120, 1000)).toBe(1);
    expect(sharing(3000, 50)).toBe(1);
  });

  it("never has more than fit", () => {
    for (const bars of [200, 500, 1000, 3000]) {
      expect(bars / sharing(bars, 5000)).toBeLessThanOrEqual(90);
    }
  });

  it("goes by the orders in sight", () => {
    const trades = [trade(1, [0, 100]), trade(2, [50, 150])];
    expect(fillsWithin(trades, 0, 100)).toBe(2);
    expect(fillsWithin(trades, 0, 1000)).toBe(4);
  });
});

describe("the way of a trade", () => {
  it("goes from order to order, the last one of a bar", () => {
    const fills = [
      { at: 5, rate: 10, entry: true },
      { at: 7, rate: 9, entry: true },
      { at: 25, rate: 12, entry: false },
    ];
    const grid = { first: 0, bucketMs: 10, bars: 10 };
    expect(wayOf(trade(1, [0, 0], { fills }), grid)).toEqual([
      [0, 9],
      [20, 12],
    ]);
  });
});
