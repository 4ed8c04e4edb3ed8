/** What tells one series of candles from another. */
export interface SeriesName {
  exchange: string;
  pair: string;
  timeframe: string;
}

/** A series as the address names it: "binance 1h BTC/USDT". */
export function nameOf({ exchange, pair, timeframe }: SeriesName): string {
  return `${exchange} ${timeframe} ${pair}`;
}

/** The series that an address names; null for any other text. */
export function seriesOf(name: string | undefined): SeriesName | null {
  const [exchange, timeframe, pair, ...rest] = (name ?? "").split(" ");
  return exchange && timeframe && pair && rest.length === 0 ? { exchange, pair, timeframe } : null;
}

export interface SeriesFilter {
  exchange?: string;
  /** Any part of the pair, in either case. */
  pair?: string;
  timeframe?: string;
}

export function fits(series: SeriesName, { exchange, pair, timeframe }: SeriesFilter): boolean {
  return (
    (exchange === undefined || series.exchange === exchange) &&
    (timeframe === undefined || series.timeframe === timeframe) &&
    (pair === undefined || series.pair.toLowerCase().includes(pair.toLowerCase()))
  );
}

const MINUTES = { m: 1, h: 60, d: 1440, w: 10_080 } as const;

/** The length of a timeframe's candle, so that 5m comes before 1h. */
export function minutesOf(timeframe: string): number {
  const unit = timeframe.slice(-1);
  const minutes = unit in MINUTES ? MINUTES[unit as keyof typeof MINUTES] : Number.NaN;
  return Number.parseInt(timeframe, 10) * minutes;
}

/** By pair, then exchange, then from short candles to long ones. */
export function inOrder<T extends SeriesName>(all: readonly T[]): T[] {
  return [...all].sort(
    (a, b) =>
      a.pair.localeCompare(b.pair) ||
      a.exchange.localeCompare(b.exchange) ||
      minutesOf(a.timeframe) - minutesOf(b.timeframe),
  );
}
