import type { Content } from "../draft";

export type SuggestionKey =
  | "stop"
  | "tighter"
  | "target"
  | "trail"
  | "trend"
  | "level"
  | "timeframe"
  | "hold"
  | "weekends"
  | "open";

interface Values {
  percent?: string;
  distance?: string;
  after?: string;
  now?: string;
  next?: string;
  timeframe?: string;
  days?: string;
  most?: string;
}

/** Something that may be said next: `words` are what is sent, `values` what its label names. */
export interface Suggestion {
  key: SuggestionKey;
  values: Values;
  words: string;
}

const MOST = 4;
/** The next timeframe that is worth a look. */
const SLOWER: Record<string, string> = {
  "1m": "5m",
  "3m": "15m",
  "5m": "15m",
  "15m": "1h",
  "30m": "2h",
  "1h": "4h",
  "2h": "6h",
  "4h": "1d",
};
const TREND = "ema";

type Spec = Record<string, unknown>;

/** What is sensible to say about a strategy as it is: what it lacks first, then what it has. */
export function suggestionsFor(content: Content): Suggestion[] {
  if (content.kind !== "spec") {
    return [];
  }
  const { spec } = content;
  const found = [stop(spec), trend(spec), target(spec), level(spec), trail(spec)];
  const more = [timeframe(spec), hold(spec), weekends(spec), open(spec)];
  return [...found, ...more].filter((each) => each !== null).slice(0, MOST);
}

function make(key: SuggestionKey, words: string, values: Values = {}): Suggestion {
  return { key, words, values };
}

function stop(spec: Spec): Suggestion | null {
  const now = spec["stop_loss"];
  if (now === undefined || now === null) {
    return spec["atr_stop"] == null
      ? make("stop", "set the stop loss to 5%", { percent: "5" })
      : null;
  }
  if (typeof now !== "number") {
    return null; // a parameter: it has a range of its own
  }
  const percent = now * 100;
  const tighter = percent > 2 ? Math.max(Math.round(percent * 0.6), 1) : percent / 2;
  const text = String(Number(tighter.toPrecision(3)));
  return make("tighter", `make the stop ${text}%`, { percent: text });
}

function trend(spec: Spec): Suggestion | null {
  return JSON.stringify([spec["filters"], spec["entries"]]).includes(`"name":"${TREND}"`) ||
    sides(spec).has("short")
    ? null
    : make("trend", "only buy when close is above EMA(200)");
}

function target(spec: Spec): Suggestion | null {
  const has = spec["take_profit"] != null || (Array.isArray(spec["roi"]) && spec["roi"].length > 0);
  return has ? null : make("target", "take profit at 10%", { percent: "10" });
}

function trail(spec: Spec): Suggestion | null {
  return spec["trailing_stop"] == null
    ? make("trail", "trail by 2% after 4%", { distance: "2", after: "4" })
    : null;
}

/** A level of the RSI that a long entry waits for, a step further. */
function level(spec: Spec): Suggestion | null {
  for (const { side, when } of rules(spec)) {
    const now = side === "short" ? null : levelIn(when);
    if (now !== null && now > 10) {
      const next = String(now - 5);
      return make("level", `buy when RSI is below ${next} instead of ${now}`, {
        now: String(now),
        next,
      });
    }
  }
  return null;
}

function levelIn(condition: unknown): number | null {
  if (!isRecord(condition)) {
    return null;
  }
  const { left, right } = condition;
  const below = condition["op"] === "<" || condition["direction"] === "below";
  if (below && isRecord(left) && left["name"] === "rsi" && isRecord(right)) {
    return typeof right["value"] === "number" ? right["value"] : null;
  }
  const inner = condition["conditions"];
  for (const each of Array.isArray(inner) ? inner : []) {
    const found = levelIn(each);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function timeframe(spec: Spec): Suggestion | null {
  const slower = SLOWER[String(spec["timeframe"])];
  return slower === undefined
    ? null
    : make("timeframe", `use ${slower} candles`, { timeframe: slower });
}

function hold(spec: Spec): Suggestion | null {
  return spec["time_limit"] == null
    ? make("hold", "never hold longer than 3 days", { days: "3" })
    : null;
}

function weekends(spec: Spec): Suggestion | null {
  return JSON.stringify(spec["filters"] ?? []).includes("day_of_week")
    ? null
    : make("weekends", "no trades on weekends");
}

function open(spec: Spec): Suggestion | null {
  return spec["max_open_trades"] == null ? make("open", "max 3 open trades", { most: "3" }) : null;
}

function rules(spec: Spec): Record<string, unknown>[] {
  const entries = spec["entries"];
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}

function sides(spec: Spec): Set<unknown> {
  return new Set(rules(spec).map(({ side }) => side));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
