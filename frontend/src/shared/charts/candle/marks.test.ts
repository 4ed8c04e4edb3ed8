import { describe, expect, it } from "vitest";
import { type ChartTrade, marksOf, wayOf } from "./marks";

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
    expect(marksOf([trade(1, [1050, 1250])], 1000, 100, 10)).toEqual([
      { at: 1000, entry: true, buy: true, profit: 1, trades: [1] },
      { at: 1200, entry: false, buy: false, profit: 1, trades: [1] },
    ]);
  });

  it("makes one of many where many candles are one bar", () => {
    const trades = [trade(1, [1000, 1100]), trade(2, [1200, 1300], { profit: -3 })];
    expect(marksOf(trades, 1000, 1000, 2)).toEqual([
      { at: 1000, entry: true, buy: true, profit: -2, trades: [1, 2] },
      { at: 1000, entry: false, buy: false, profit: -2, trades: [1, 2] },
    ]);
  });

  it("keeps what sells in apart from what sells out", () => {
    const marks = marksOf([trade(1, [0, 0]), trade(2, [0, 0], { short: true })], 0, 100, 1);
    expect(marks.map(({ entry, buy, trades }) => [entry, buy, trades])).toEqual([
      [true, true, [1]],
      [false, false, [1]],
      [true, false, [2]],
      [false, true, [2]],
    ]);
  });

  it("leaves out what lies beyond the bars", () => {
    expect(marksOf([trade(1, [900, 1100])], 1000, 100, 1)).toEqual([]);
  });
});

describe("the way of a trade", () => {
  it("goes from order to order, the last one of a bar", () => {
    const fills = [
      { at: 5, rate: 10, entry: true },
      { at: 7, rate: 9, entry: true },
      { at: 25, rate: 12, entry: false },
    ];
    expect(wayOf(trade(1, [0, 0], { fills }), 0, 10, 10)).toEqual([
      [0, 9],
      [20, 12],
    ]);
  });
});
