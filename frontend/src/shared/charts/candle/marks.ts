/** Orders as marks on bars. */

/** One filled order of a trade. */
export interface Fill {
  /** Milliseconds since the epoch. */
  at: number;
  rate: number;
  entry: boolean;
}

/** A trade as a chart shows it; `number` is what it is called by. */
export interface ChartTrade {
  number: number;
  short: boolean;
  /** Decides the colour of its exits. */
  profit: number;
  fills: readonly Fill[];
}

export interface Mark {
  /** When the bar opens that the orders were filled in. */
  at: number;
  entry: boolean;
  /** Whether what is bought: entries of longs, exits of shorts. */
  buy: boolean;
  profit: number;
  /** The trades whose orders these are, in order. */
  trades: number[];
}

/**
 * The marks of all trades on bars of that width, from `first` on, one for each bar and kind of
 * order: where many candles are one bar, many orders are one mark.
 */
export function marksOf(
  trades: readonly ChartTrade[],
  first: number,
  bucketMs: number,
  bars: number,
): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { number, short, profit, fills } of trades) {
    for (const { at, entry } of fills) {
      const place = Math.floor((at - first) / bucketMs);
      if (place < 0 || place >= bars) {
        continue;
      }
      const buy = entry !== short;
      const key = `${place} ${entry} ${buy}`;
      const mark = marks.get(key);
      if (mark === undefined) {
        const opens = first + place * bucketMs;
        marks.set(key, { at: opens, entry, buy, profit, trades: [number] });
      } else {
        mark.profit += profit;
        if (mark.trades.at(-1) !== number) {
          mark.trades.push(number);
        }
      }
    }
  }
  return [...marks.values()].sort((one, other) => one.at - other.at);
}

/** The way of a trade from its first to its last order, on bars; empty where it lies elsewhere. */
export function wayOf(
  trade: ChartTrade,
  first: number,
  bucketMs: number,
  bars: number,
): [number, number][] {
  const placed = trade.fills
    .map(({ at, rate }): [number, number] => [Math.floor((at - first) / bucketMs), rate])
    .filter(([place]) => place >= 0 && place < bars);
  const byBar = new Map(placed);
  return [...byBar]
    .map(([place, rate]): [number, number] => [first + place * bucketMs, rate])
    .sort(([one], [other]) => one - other);
}
