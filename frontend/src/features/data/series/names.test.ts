import { describe, expect, it } from "vitest";
import { fits, inOrder, minutesOf, nameOf, seriesOf } from "./names";

const series = { exchange: "binance", pair: "BTC/USDT:USDT", timeframe: "1h" };

describe("seriesOf", () => {
  it("reads what nameOf writes", () => {
    expect(seriesOf(nameOf(series))).toEqual(series);
  });

  it("knows nothing else", () => {
    expect(seriesOf(undefined)).toBeNull();
    expect(seriesOf("binance 1h")).toBeNull();
    expect(seriesOf("binance 1h BTC/USDT and more")).toBeNull();
  });
});

describe("fits", () => {
  it("finds a pair by any part of it", () => {
    expect(fits(series, { pair: "btc" })).toBe(true);
    expect(fits(series, { pair: "eth" })).toBe(false);
    expect(fits(series, { exchange: "kraken" })).toBe(false);
    expect(fits(series, {})).toBe(true);
  });
});

describe("inOrder", () => {
  it("puts short candles before long ones", () => {
    const of = (timeframe: string) => ({ ...series, timeframe });
    expect(inOrder([of("1d"), of("5m"), of("1h")]).map((one) => one.timeframe)).toEqual([
      "5m",
      "1h",
      "1d",
    ]);
    expect(minutesOf("1w")).toBe(10_080);
  });
});
