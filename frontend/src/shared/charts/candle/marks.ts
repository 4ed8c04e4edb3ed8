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
  /** What was filled there: trades that began or ended, or any of them where bars are many. */
  kind: "entry" | "exit" | "trades";
  /** Whether it was bought: entries of longs, exits of shorts. */
  buy: boolean;
  profit: number;
  /** The trades whose orders these are, in order. */
  trades: number[];
}

interface Grid {
  /** When the first bar opens, how wide bars are, and how many there are. */
  first: number;
  bucketMs: number;
  bars: number;
}

/** Marks beside each other that a chart's width has room for. */
const MARKS_ACROSS = 90;

/**
 * How many bars share a mark where so many bars and orders are in sight: 1 as long as there is room
 * for them all, else a power of two.
 */
export function sharing(barsInSight: number, ordersInSight: number): number {
  const share = Math.max(barsInSight, 1) / MARKS_ACROSS;
  return share <= 2 || ordersInSight <= MARKS_ACROSS ? 1 : 2 ** Math.ceil(Math.log2(share));
}

/**
 * The marks of all trades: one for each bar and kind of order, so that many orders on one bar are
 * one mark. Where bars share marks, each tells of the trades that began there.
 */
export function marksOf(trades: readonly ChartTrade[], grid: Grid, shared = 1): Mark[] {
  const marks = new Map<string, Mark>();
  for (const trade of trades) {
    const fills = shared === 1 ? trade.fills : trade.fills.slice(0, 1);
    for (const { at, entry } of fills) {
      const opens = opensAt(at, grid, shared);
      if (opens !== null) {
        add(marks, trade, opens, kindOf(entry, shared), entry !== trade.short);
      }
    }
  }
  return [...marks.values()].sort((one, other) => one.at - other.at);
}

function kindOf(entry: boolean, shared: number): Mark["kind"] {
  return shared > 1 ? "trades" : entry ? "entry" : "exit";
}

/** When the bar opens that carries the mark of a moment; null where there is none. */
function opensAt(at: number, { first, bucketMs, bars }: Grid, shared: number): number | null {
  const bar = Math.floor((at - first) / bucketMs);
  return bar < 0 || bar >= bars ? null : first + Math.floor(bar / shared) * shared * bucketMs;
}

function add(
  marks: Map<string, Mark>,
  { number, profit }: ChartTrade,
  at: number,
  kind: Mark["kind"],
  buy: boolean,
): void {
  const key = kind === "trades" ? `${at}` : `${at} ${kind} ${buy}`;
  const mark = marks.get(key);
  if (mark === undefined) {
    marks.set(key, { at, kind, buy, profit, trades: [number] });
  } else if (mark.trades.at(-1) !== number) {
    mark.profit += profit;
    mark.trades.push(number);
  }
}

/** The way of a trade from its first to its last order, on bars; empty where it lies elsewhere. */
export function wayOf(trade: ChartTrade, { first, bucketMs, bars }: Grid): [number, number][] {
  const placed = trade.fills
    .map(({ at, rate }): [number, number] => [Math.floor((at - first) / bucketMs), rate])
    .filter(([place]) => place >= 0 && place < bars);
  const byBar = new Map(placed);
  return [...byBar]
    .map(([place, rate]): [number, number] => [first + place * bucketMs, rate])
    .sort(([one], [other]) => one - other);
}

/** How many orders were filled between two moments. */
export function fillsWithin(trades: readonly ChartTrade[], since: number, until: number): number {
  let count = 0;
  for (const { fills } of trades) {
    for (const { at } of fills) {
      count += Number(at >= since && at < until);
    }
  }
  return count;
}
