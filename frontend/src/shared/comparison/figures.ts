import type { Schemas } from "../api/client";

export type Comparison = Schemas["Comparison"];
type Row = Comparison["figures"][number];

export const FEWEST = 2;
export const MOST = 8;

/** What runs are called side by side: letters, in the order of choosing. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/** Freqtrade's mark where there was nothing to divide by. */
const NO_DENOMINATOR = -100;

export type Kind = "count" | "percent" | "ratio" | "money" | "duration";

interface Figure {
  name: string;
  kind: Kind;
  /** Which of two values is better; `null` where neither is. */
  better: "more" | "less" | null;
  signed?: boolean;
}

/** The figures to compare, in the order of reading: how many trades first. */
export const FIGURES = [
  { name: "total_trades", kind: "count", better: null },
  { name: "profit_total", kind: "percent", better: "more", signed: true },
  { name: "profit_total_abs", kind: "money", better: "more", signed: true },
  { name: "market_change", kind: "percent", better: null, signed: true },
  { name: "cagr", kind: "percent", better: "more", signed: true },
  { name: "max_relative_drawdown", kind: "percent", better: "less" },
  { name: "sharpe", kind: "ratio", better: "more" },
  { name: "sortino", kind: "ratio", better: "more" },
  { name: "calmar", kind: "ratio", better: "more" },
  { name: "profit_factor", kind: "ratio", better: "more" },
  { name: "expectancy", kind: "money", better: "more", signed: true },
  { name: "sqn", kind: "ratio", better: "more" },
  { name: "winrate", kind: "percent", better: "more" },
  { name: "exposure", kind: "percent", better: null },
  { name: "holding_avg_s", kind: "duration", better: null },
  { name: "fees_paid", kind: "money", better: "less" },
] as const satisfies readonly Figure[];

export type FigureName = (typeof FIGURES)[number]["name"];

/** A figure of each run; `null` where a run has none. */
export function valuesOf(comparison: Comparison, name: string): (number | null)[] {
  const row = rowOf(comparison, name);
  const traded = rowOf(comparison, "total_trades");
  return comparison.runs.map((_, place) => {
    const value = row?.values[place];
    const isFigure = typeof value === "number" && value !== NO_DENOMINATOR;
    const isEmpty = traded?.values[place] === 0 && NEED_TRADES.has(name);
    return isFigure && !isEmpty ? value : null;
  });
}

const NEED_TRADES = new Set([
  "sharpe",
  "sortino",
  "calmar",
  "profit_factor",
  "expectancy",
  "sqn",
  "winrate",
  "holding_avg_s",
]);

export function rowOf(comparison: Comparison, name: string): Row | undefined {
  return comparison.figures.find((row) => row.name === name);
}

/** What each run says of a thing that is no number: its currency, whether it has few trades. */
export function saidOf(comparison: Comparison, name: string): unknown[] {
  return comparison.runs.map((_, place) => rowOf(comparison, name)?.values[place] ?? null);
}

/** The places of the best values; none where all are alike, or nothing is better. */
export function bestOf(values: readonly (number | null)[], better: Figure["better"]): number[] {
  const known = values.filter((value) => value !== null);
  if (better === null || new Set(known).size < 2) {
    return [];
  }
  const best = better === "more" ? Math.max(...known) : Math.min(...known);
  return values.flatMap((value, place) => (value === best ? [place] : []));
}

const INDEX = /\[(\d+)\]/g;

/** A path such as `strategy.spec.entries[0].when.left.params.period`, to be read: counted from 1. */
export function pathText(path: string): string {
  return path
    .replace(/^strategy\.(spec\.)?/, "")
    .replace(INDEX, (_, at: string) => ` ${Number(at) + 1}`)
    .replaceAll(".", " › ")
    .replaceAll("_", " ");
}

export function isOfStrategy(path: string): boolean {
  return path === "strategy" || path.startsWith("strategy.");
}
