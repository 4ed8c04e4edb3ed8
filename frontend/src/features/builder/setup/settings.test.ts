import { describe, expect, it } from "vitest";
import {
  completed,
  daysOf,
  INITIAL,
  isSettings,
  missingPairs,
  type Series,
  type Settings,
  timerangeOf,
} from "./settings";

const series = (pair: string, last: string, timeframe = "1h"): Series => ({
  exchange: "binance",
  pair,
  timeframe,
  candles: 100,
  first: "2020-01-01T00:00:00Z",
  last,
  synthetic: false,
  source: "",
});

const BTC = series("BTC/USDT", "2024-12-31T23:00:00Z");

describe("days of a range", () => {
  const days = (preset: Settings["range"]["preset"], held = [BTC]) =>
    daysOf({ preset, start: "", stop: "" }, held);

  it("counts back from the day after the last candle", () => {
    expect(days("1y")).toEqual({ start: "2024-01-01", stop: "2025-01-01" });
    expect(days("3m")).toEqual({ start: "2024-10-01", stop: "2025-01-01" });
    expect(days("3y")).toEqual({ start: "2022-01-01", stop: "2025-01-01" });
  });

  it("ends where the first of the pairs ends", () => {
    const eth = series("ETH/USDT", "2024-06-30T23:00:00Z");
    expect(days("6m", [BTC, eth])).toEqual({ start: "2024-01-01", stop: "2024-07-01" });
  });

  it("keeps within a shorter month", () => {
    const may = series("BTC/USDT", "2024-05-30T12:00:00Z");
    expect(days("3m", [may]).start).toBe("2024-02-29");
  });

  it("begins the year of the last candle", () => {
    expect(days("ytd").start).toBe("2024-01-01");
  });

  it("is open where everything is asked for or nothing is known", () => {
    expect(days("all")).toEqual({ start: null, stop: null });
    expect(days("1y", [])).toEqual({ start: null, stop: null });
  });

  it("is written as the API takes it", () => {
    expect(timerangeOf({ preset: "custom", start: "2024-02-01", stop: "" }, [])).toBe("20240201-");
    expect(timerangeOf({ preset: "1y", start: "", stop: "" }, [BTC])).toBe("20240101-20250101");
  });
});

describe("settings", () => {
  it("are completed from the candles there are", () => {
    const held = [series("ETH/USDT", BTC.last, "5m"), BTC];
    expect(completed(INITIAL, "1h", held)).toMatchObject({
      exchange: "binance",
      pairs: ["BTC/USDT"],
    });
    expect(completed(INITIAL, "1d", held)).toMatchObject({ exchange: "", pairs: [] });
  });

  it("keep pairs without candles, and tell them", () => {
    const chosen = { ...INITIAL, exchange: "binance", pairs: ["BTC/USDT", "DOGE/USDT"] };
    expect(completed(chosen, "1h", [BTC]).pairs).toEqual(chosen.pairs);
    expect(missingPairs(chosen, "1h", [BTC])).toEqual(["DOGE/USDT"]);
  });

  it("of an older build are not taken up", () => {
    expect(isSettings(INITIAL)).toBe(true);
    expect(isSettings({ exchange: "binance" })).toBe(false);
  });
});
