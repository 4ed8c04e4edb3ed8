import { describe, expect, it } from "vitest";
import { broughtOf, examinedOf, headlineOf } from "./summary";

const BACKTEST = {
  total_trades: 29,
  low_sample: true,
  profit_total: 0.0225,
  max_relative_drawdown: 0.0119,
  sharpe: 0.41,
  winrate: 0.62,
  stake_currency: "USDT",
  backtest_start: "2024-01-01T00:00:00+00:00",
  backtest_end: "2024-10-01T00:00:00+00:00",
  synthetic: true,
  equity: [1000, 1022.5],
};

describe("headlineOf", () => {
  it("reads a backtest's figures", () => {
    expect(headlineOf(BACKTEST)).toMatchObject({
      trades: 29,
      lowSample: true,
      profit: 0.0225,
      drawdown: 0.0119,
      sharpe: 0.41,
      currency: "USDT",
      synthetic: true,
      equity: [1000, 1022.5],
    });
  });

  it("has no ratio where there was nothing to divide by", () => {
    expect(headlineOf({ ...BACKTEST, sharpe: -100 })?.sharpe).toBeNull();
    const idle = headlineOf({ ...BACKTEST, total_trades: 0, sharpe: 0, winrate: 0 });
    expect([idle?.sharpe, idle?.winrate]).toEqual([null, null]);
  });

  it("is nothing for what is no backtest", () => {
    expect(headlineOf(null)).toBeNull();
    expect(headlineOf({ overall: "fails" })).toBeNull();
    expect(headlineOf({ series: [] })).toBeNull();
  });
});

describe("examinedOf", () => {
  it("counts what went badly", () => {
    const checks = [{ level: "good" }, { level: "bad" }, { level: "bad" }];
    expect(examinedOf({ overall: "fails", checks, synthetic: true })).toEqual({
      overall: "fails",
      synthetic: true,
      checks: 3,
      bad: 2,
    });
    expect(examinedOf({ overall: "splendid" })).toBeNull();
    expect(examinedOf(BACKTEST)).toBeNull();
  });
});

describe("broughtOf", () => {
  it("sums what is new", () => {
    expect(broughtOf({ series: [{ added: 10 }, { added: 5 }] })).toEqual({ series: 2, added: 15 });
    expect(broughtOf(BACKTEST)).toBeNull();
  });
});
