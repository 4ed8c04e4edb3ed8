/** With what a strategy is tried: market, time, money. Kept per strategy in this tab. */

import type { Schemas } from "../../../shared/api/client";
import { type Range, timerangeOf } from "../../../shared/market/ranges";

export {
  daysOf,
  PRESETS,
  type Preset,
  type Range,
  timerangeOf,
} from "../../../shared/market/ranges";

export type Series = Schemas["SeriesView"];
export type Engine = Schemas["BacktestOrder"]["engine"];

export interface Settings {
  exchange: string;
  tradingMode: "spot" | "futures";
  pairs: readonly string[];
  /** For code; a typed strategy says its own. */
  timeframe: string;
  range: Range;
  /** `null` leaves it to the strategy, or to the platform. */
  stake: number | "unlimited" | null;
  balance: number;
  maxOpenTrades: number | null;
  /** A fraction per side; `null` is the exchange's. */
  fee: number | null;
  slippage: number;
  engine: Engine;
}

export const INITIAL: Settings = {
  exchange: "",
  tradingMode: "spot",
  pairs: [],
  timeframe: "1h",
  range: { preset: "1y", start: "", stop: "" },
  stake: null,
  balance: 1000,
  maxOpenTrades: null,
  fee: null,
  slippage: 0,
  engine: "auto",
};

/** Fills what was left open from the candles there are: the first market that has the timeframe. */
export function completed(
  settings: Settings,
  timeframe: string,
  series: readonly Series[],
): Settings {
  const fitting = series.filter((each) => each.timeframe === timeframe);
  const exchange = fitting.some((each) => each.exchange === settings.exchange)
    ? settings.exchange
    : ((settings.exchange || fitting[0]?.exchange) ?? "");
  const held = fitting.filter((each) => each.exchange === exchange).map((each) => each.pair);
  const pairs = settings.pairs.length > 0 ? settings.pairs : held.slice(0, 1);
  return { ...settings, exchange, pairs };
}

/** The candles of the chosen pairs. */
export function chosenSeries(
  settings: Settings,
  timeframe: string,
  series: readonly Series[],
): Series[] {
  return series.filter(
    (each) =>
      each.exchange === settings.exchange &&
      each.timeframe === timeframe &&
      settings.pairs.includes(each.pair),
  );
}

/** Chosen pairs that have no candles of the timeframe. */
export function missingPairs(
  settings: Settings,
  timeframe: string,
  series: readonly Series[],
): string[] {
  const held = new Set(chosenSeries(settings, timeframe, series).map((each) => each.pair));
  return settings.pairs.filter((pair) => !held.has(pair));
}

/** What an order and a preview have in common. */
export function marketAndMoney(settings: Settings, series: readonly Series[]) {
  return {
    exchange: settings.exchange,
    pairs: [...settings.pairs],
    timerange: timerangeOf(settings.range, series),
    trading_mode: settings.tradingMode,
    stake: settings.stake,
    balance: settings.balance,
    max_open_trades: settings.maxOpenTrades,
    fee: settings.fee,
    slippage: settings.slippage,
  };
}

/** The settings of a run that was made before. */
export function settingsOf(job: Schemas["BacktestJob"]): Settings {
  const cut = (moment: string | null) => moment?.slice(0, 10) ?? "";
  const { start, stop } = job.timerange;
  return {
    exchange: job.exchange,
    tradingMode: job.trading_mode === "futures" ? "futures" : "spot",
    pairs: job.pairs,
    timeframe: job.timeframe,
    range:
      start === null && stop === null
        ? { preset: "all", start: "", stop: "" }
        : { preset: "custom", start: cut(start), stop: cut(stop) },
    stake: job.stake,
    balance: job.balance,
    maxOpenTrades: job.max_open_trades,
    fee: job.fee,
    slippage: job.slippage,
    engine: job.engine,
  };
}

export function isSettings(value: unknown): value is Settings {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(INITIAL).every((name) => name in value) &&
    "pairs" in value &&
    Array.isArray(value.pairs) &&
    "range" in value &&
    typeof value.range === "object"
  );
}
