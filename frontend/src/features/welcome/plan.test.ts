import { beforeEach, describe, expect, it } from "vitest";
import { chosen, type Series, usePlan } from "./plan";

function series(exchange: string, pair: string, timeframe: string): Series {
  return {
    exchange,
    pair,
    timeframe,
    candles: 10,
    first: "2024-01-01T00:00:00Z",
    last: "2024-12-31T00:00:00Z",
    synthetic: true,
    source: "",
  };
}

const ALL = [
  series("binance", "BTC/USDT", "1h"),
  series("binance", "ETH/USDT", "1h"),
  series("binance", "BTC/USDT", "5m"),
  series("kraken", "BTC/EUR", "1h"),
];

describe("chosen", () => {
  it("begins with the first market and pair that have the timeframe", () => {
    expect(chosen({ exchange: "", pairs: [] }, "1h", ALL)).toMatchObject({
      exchange: "binance",
      pairs: ["BTC/USDT"],
      offered: ["BTC/USDT", "ETH/USDT"],
      markets: ["binance", "kraken"],
    });
  });

  it("drops pairs that the market or the timeframe has not", () => {
    const plan = { exchange: "binance", pairs: ["ETH/USDT", "BTC/USDT"] };
    expect(chosen(plan, "5m", ALL).pairs).toEqual(["BTC/USDT"]);
    expect(chosen({ ...plan, exchange: "kraken" }, "1h", ALL).pairs).toEqual(["BTC/EUR"]);
  });

  it("offers nothing where there are no candles", () => {
    expect(chosen({ exchange: "", pairs: [] }, "1d", ALL)).toMatchObject({
      pairs: [],
      markets: [],
    });
  });
});

describe("the plan", () => {
  beforeEach(() => usePlan.getState().startFor(""));

  it("is kept for whoever made it, and dropped for another", () => {
    usePlan.getState().startFor("ada");
    usePlan.getState().change({ words: "Buy low" });
    usePlan.getState().startFor("ada");
    expect(usePlan.getState().words).toBe("Buy low");
    usePlan.getState().startFor("eve");
    expect(usePlan.getState().words).toBe("");
  });
});
