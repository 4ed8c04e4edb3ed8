import type { Schemas } from "../../../shared/api/client";

/** What the form asks; days are those of a date field, YYYY-MM-DD. */
export interface Wanted {
  exchange: string;
  futures: boolean;
  pairs: string[];
  timeframe: string;
  since: string;
  until: string;
}

const MOST_PAIRS = 50;
const PAIR = /^[A-Z0-9]+\/[A-Z0-9]+(:[A-Z0-9]+)?$/;

export type Slip = "pair" | "pairs" | "since" | "until" | "exchange";

/** A pair as it was meant: "btc/usdt", and for futures what it is settled in. */
export function pairOf(text: string, futures: boolean): string {
  const plain = text.trim().toUpperCase().replace(/[-_]/g, "/");
  const quote = /^[A-Z0-9]+\/([A-Z0-9]+)$/.exec(plain)?.[1];
  return futures && quote !== undefined ? `${plain}:${quote}` : plain;
}

/** Pairs as they were typed or pasted, several at once too; each once. */
export function pairsOf(texts: readonly string[], futures: boolean): string[] {
  const each = texts.flatMap((text) => text.split(/[\s,;]+/)).filter((text) => text !== "");
  return [...new Set(each.map((text) => pairOf(text, futures)))];
}

/** The same pairs in the other market. */
export function pairsIn(pairs: readonly string[], futures: boolean): string[] {
  return [...new Set(pairs.map((pair) => pairOf(pair.replace(/:.*$/, ""), futures)))];
}

/** What is wrong with an order, by the field that it stands at; null where nothing is. */
export function slipOf(wanted: Wanted): { field: keyof Wanted; slip: Slip; value: string } | null {
  const { exchange, pairs, since, until } = wanted;
  if (!/^[a-z0-9]+$/.test(exchange)) {
    return { field: "exchange", slip: "exchange", value: exchange };
  }
  const odd = pairs.find((pair) => !PAIR.test(pair));
  if (odd !== undefined) {
    return { field: "pairs", slip: "pair", value: odd };
  }
  if (pairs.length === 0 || pairs.length > MOST_PAIRS) {
    return { field: "pairs", slip: "pairs", value: String(MOST_PAIRS) };
  }
  if (since === "") {
    return { field: "since", slip: "since", value: "" };
  }
  return until !== "" && until <= since ? { field: "until", slip: "until", value: until } : null;
}

interface Stored {
  exchange: string;
  pair: string;
  timeframe: string;
  synthetic: boolean;
}

/** The pairs whose candles are made up: real ones are never mixed in with them. */
export function clashing(
  { exchange, pairs, timeframe }: Wanted,
  known: readonly Stored[],
): string[] {
  return known
    .filter((one) => one.synthetic && one.exchange === exchange && one.timeframe === timeframe)
    .map((one) => one.pair)
    .filter((pair) => pairs.includes(pair));
}

/** The order as the platform takes it. */
export function orderOf(wanted: Wanted): Schemas["DownloadOrder"] {
  const plain = (day: string) => day.replaceAll("-", "");
  return {
    kind: "download",
    exchange: wanted.exchange,
    pairs: wanted.pairs,
    timeframe: wanted.timeframe,
    trading_mode: wanted.futures ? "futures" : "spot",
    since: plain(wanted.since),
    until: wanted.until === "" ? null : plain(wanted.until),
  };
}
