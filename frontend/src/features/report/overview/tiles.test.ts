import { describe, expect, it } from "vitest";
import { formats } from "../../../shared/format";
import type { Metrics } from "../../../shared/report";
import { figures } from "./figures";
import { TILES, tileOf } from "./tiles";

const write = figures(formats("en", "utc"), "USDT");
const metrics = {
  total_trades: 3,
  profit_total: -0.0123,
  market_change: 0.5,
  cagr: null,
  max_relative_drawdown: 0.1,
  sharpe: -100,
  sortino: 4321,
  calmar: -4321,
  sqn: 1.5,
  profit_factor: 0,
  expectancy: 0.5,
  winrate: 1,
  wins: 3,
  draws: 0,
  losses: 0,
} as Metrics;

describe("tiles", () => {
  it("begin with the number of trades", () => {
    expect(TILES[0]).toBe("trades");
  });

  it("say how a figure stands, and a dash where there is none", () => {
    expect(tileOf("profit", metrics, write)).toEqual({ value: "\u22121.23%", sign: -0.0123 });
    expect(tileOf("cagr", metrics, write)).toEqual({ value: "–" });
  });

  it("never show Freqtrade's marks as figures", () => {
    expect(tileOf("sharpe", metrics, write).value).toBe("–");
    expect(tileOf("sortino", metrics, write).value).toBe(">1,000");
    expect(tileOf("calmar", metrics, write).value).toBe("<\u22121,000");
    expect(tileOf("factor", metrics, write).value).toBe("∞");
    expect(tileOf("factor", { ...metrics, wins: 0 }, write).value).toBe("–");
  });

  it("have nothing to say without a trade but that there was none", () => {
    const none = { ...metrics, total_trades: 0, wins: 0 };
    expect(TILES.filter((name) => tileOf(name, none, write).value === "–")).toEqual([
      "cagr",
      "sharpe",
      "sortino",
      "calmar",
      "factor",
      "expectancy",
      "sqn",
      "winrate",
    ]);
    expect(tileOf("trades", none, write).value).toBe("0");
  });

  it("write amounts of other currencies with the digits they need", () => {
    const coins = figures(formats("en", "utc"), "BTC");
    expect(coins.money(0.00001234, true)).toBe("+0.00001234 BTC");
    expect(write.money(12, true)).toBe("+12.00 USDT");
  });
});
