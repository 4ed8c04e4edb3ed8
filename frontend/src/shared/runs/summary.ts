type Summary = Readonly<Record<string, unknown>>;

/** Headline figures of a backtest as lists show them; ratios are fractions, money in `currency`. */
export interface Headline {
  trades: number;
  lowSample: boolean;
  profit: number;
  drawdown: number;
  /** Null where there was nothing to divide by. */
  sharpe: number | null;
  /** Of closed trades; null without any. */
  winrate: number | null;
  currency: string;
  start: string;
  end: string;
  synthetic: boolean;
  /** The account's value over time, thinned out. */
  equity: readonly number[];
}

const VERDICTS = ["passes", "doubtful", "fails"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a robustness check came to. */
export interface Examined {
  overall: Verdict;
  synthetic: boolean;
  checks: number;
  /** How many of the checks went badly. */
  bad: number;
}

/** What a download brought. */
export interface Brought {
  series: number;
  /** Candles that were not there before. */
  added: number;
}

/** Freqtrade's mark where there was nothing to divide by. */
const NO_DENOMINATOR = -100;

/** The figures in a backtest's summary; null where it is none. */
export function headlineOf(summary: Summary | null | undefined): Headline | null {
  const trades = number(summary?.["total_trades"]);
  const profit = number(summary?.["profit_total"]);
  if (summary == null || trades === null || profit === null) {
    return null;
  }
  const sharpe = number(summary["sharpe"]);
  return {
    trades,
    profit,
    lowSample: summary["low_sample"] === true,
    drawdown: number(summary["max_relative_drawdown"]) ?? 0,
    sharpe: trades === 0 || sharpe === NO_DENOMINATOR ? null : sharpe,
    winrate: trades === 0 ? null : number(summary["winrate"]),
    currency: text(summary["stake_currency"]),
    start: text(summary["backtest_start"]),
    end: text(summary["backtest_end"]),
    synthetic: summary["synthetic"] === true,
    equity: list(summary["equity"]).filter((value) => typeof value === "number"),
  };
}

/** The verdict in a robustness check's summary; null where it is none. */
export function examinedOf(summary: Summary | null | undefined): Examined | null {
  const overall = VERDICTS.find((verdict) => verdict === summary?.["overall"]);
  if (summary == null || overall === undefined) {
    return null;
  }
  const checks = list(summary["checks"]);
  return {
    overall,
    synthetic: summary["synthetic"] === true,
    checks: checks.length,
    bad: checks.filter((check) => field(check, "level") === "bad").length,
  };
}

/** What a download's summary tells; null where it is none. */
export function broughtOf(summary: Summary | null | undefined): Brought | null {
  if (summary == null || !Array.isArray(summary["series"])) {
    return null;
  }
  const series = list(summary["series"]);
  const added = series.map((one) => number(field(one, "added")) ?? 0);
  return { series: series.length, added: added.reduce((sum, one) => sum + one, 0) };
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}
