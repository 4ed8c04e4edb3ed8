import type { Trade } from "../../../shared/report";

type Month = { year: number; month: number; profit: number | null; trades: number };

export interface YearRow {
  year: number;
  /** January first; undefined outside of the run. */
  months: (Month | undefined)[];
  /** The year's own, compounded from its months. */
  profit: number;
}

/** Months by year, as a heat map has them. */
export function byYear(months: readonly Month[]): YearRow[] {
  const years = [...new Set(months.map(({ year }) => year))].sort((one, other) => one - other);
  return years.map((year) => {
    const own = months.filter((month) => month.year === year);
    return {
      year,
      months: Array.from({ length: 12 }, (_, place) =>
        own.find(({ month }) => month === place + 1),
      ),
      profit: own.reduce((product, { profit }) => product * (1 + (profit ?? 0)), 1) - 1,
    };
  });
}

export interface Bin {
  /** Fractions; `from` is in it, `to` is not. */
  from: number;
  to: number;
  count: number;
}

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_BINS = 40;

/**
 * Counts fractions in bins of one round width, none of which holds losses and profits alike.
 *
 * All values lie in the bins; there are `MOST_BINS` at most, and two more for what lies past the
 * 1st and 99th percentile, so that one outlier does not squeeze all others into one bar.
 */
export function histogram(values: readonly number[]): Bin[] {
  const sorted = [...values].sort((one, other) => one - other);
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) {
    return [];
  }
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = sorted.length >= 100 ? [at(0.01), at(0.99)] : [lowest, highest];
  const width = roundWidth(
    (Math.max(high, 0) - Math.min(low, 0)) /
      Math.min(MOST_BINS - 2, Math.ceil(2 * Math.sqrt(sorted.length)) + 4),
  );
  const first = Math.floor(Math.min(low, 0) / width);
  const last = Math.max(Math.floor(high / width), 0);
  const bins: Bin[] = Array.from({ length: last - first + 1 }, (_, place) => ({
    from: (first + place) * width,
    to: (first + place + 1) * width,
    count: 0,
  }));
  for (const value of sorted) {
    const place = Math.min(Math.max(Math.floor(value / width), first), last) - first;
    const bin = bins[place];
    if (bin !== undefined) {
      bin.count += 1;
    }
  }
  const [start, end] = [bins[0], bins.at(-1)];
  if (start !== undefined && end !== undefined) {
    start.from = Math.min(start.from, lowest);
    end.to = Math.max(end.to, highest);
  }
  return bins;
}

/** The next width that people count in: 1, 2, 2.5 or 5 times a power of ten. */
function roundWidth(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-6)));
  const step = STEPS.find((each) => each * power >= raw) ?? 10;
  return step * power;
}

/** Hours held and the profit as per cent, for the scatter: winners apart from the others. */
export function held(trades: readonly Trade[]): {
  won: [number, number][];
  lost: [number, number][];
} {
  const won: [number, number][] = [];
  const lost: [number, number][] = [];
  for (const { duration_minutes: minutes, profit_ratio: profit } of trades) {
    (profit > 0 ? won : lost).push([minutes / 60, profit * 100]);
  }
  return { won, lost };
}
