/** New parts, each a whole and sensible one: what stands there until somebody changes it. */

import type { Catalogue } from "../../../../shared/api/queries/catalogue";
import type { Field, Json, JsonObject, RecordShape, Shape } from "./schema";

const PRICE: JsonObject = { kind: "price", field: "close", timeframe: null, shift: 0 };

/** An indicator of the catalogue with all of its parameters, as the platform keeps it. */
export function freshIndicator(
  catalogue: Catalogue,
  name: string,
  params: JsonObject = {},
): JsonObject {
  const known = catalogue.indicators.find((each) => each.name === name);
  const defaults = Object.fromEntries(
    (known?.params ?? []).map((each) => [each.name, each.default]),
  );
  return {
    kind: "indicator",
    name,
    params: { ...defaults, ...params },
    output: known?.lines[0]?.name ?? "value",
    source: known?.source == null ? null : { ...PRICE, field: known.source },
    timeframe: null,
    shift: 0,
  };
}

export function freshOperand(catalogue: Catalogue, kind: string): JsonObject {
  switch (kind) {
    case "number":
      return { kind: "number", value: 0 };
    case "indicator":
      return freshIndicator(catalogue, "rsi");
    case "change":
      return { kind: "change", of: { ...PRICE }, candles: 1 };
    case "arithmetic":
      return {
        kind: "arithmetic",
        op: "*",
        left: { ...PRICE },
        right: { kind: "number", value: 1 },
      };
    default:
      return { ...PRICE };
  }
}

export function freshCondition(catalogue: Catalogue, kind: string): JsonObject {
  const rsi = () => freshIndicator(catalogue, "rsi");
  const ema = (period: number) => freshIndicator(catalogue, "ema", { period });
  const number = (value: number): JsonObject => ({ kind: "number", value });
  switch (kind) {
    case "cross":
      return { kind, left: ema(20), direction: "above", right: ema(50) };
    case "between":
      return { kind, value: rsi(), low: number(40), high: number(60) };
    case "trend":
      return { kind, value: ema(50), direction: "rising", candles: 3 };
    case "pattern":
      return {
        kind,
        name: "engulfing",
        signal: "bullish",
        penetration: null,
        timeframe: null,
        shift: 0,
      };
    case "time_of_day":
      return { kind, start: "08:00", stop: "20:00" };
    case "day_of_week":
      return { kind, days: ["mon", "tue", "wed", "thu", "fri"] };
    case "all":
    case "any":
      return {
        kind,
        conditions: [freshCondition(catalogue, "compare"), freshCondition(catalogue, "trend")],
      };
    case "not":
      return { kind, condition: freshCondition(catalogue, "compare") };
    case "ago":
    case "within":
    case "streak":
      return { kind, condition: freshCondition(catalogue, "compare"), candles: 3 };
    default:
      return { kind: "compare", left: rsi(), op: "<", right: number(30) };
  }
}

/** Values that say more than the least of their range, by definition and field. */
const SENSIBLE: Readonly<Record<string, number>> = {
  "StrategySpec.stop_loss": 0.05,
  "StrategySpec.take_profit": 0.1,
  "StrategySpec.max_open_trades": 3,
  "RoiStep.profit": 0.02,
  "AtrStop.multiple": 2,
  "TrailingStop.distance": 0.03,
  "TrailingStop.after": 0.06,
  "BreakEven.trigger": 0.04,
  "FixedStake.amount": 100,
  "ShareStake.fraction": 0.25,
  "ScaleIn.times": 2,
  "ScaleIn.move": 0.05,
  "StoplossGuard.trades": 3,
  "DrawdownGuard.drawdown": 0.2,
  "DrawdownGuard.trades": 5,
  "LowProfitGuard.trades": 4,
};

const DURATIONS: Readonly<Record<string, JsonObject>> = {
  after: { value: 2, unit: "hours" },
  rest: { value: 5, unit: "candles" },
  lookback: { value: 1, unit: "days" },
  time_limit: { value: 2, unit: "days" },
};

/** A value for a field that has none: its default, or one that means something. */
export function freshValue(catalogue: Catalogue, owner: string, field: Field): Json {
  const { shape, fallback } = field;
  if (shape.kind === "record" && shape.name === "Duration") {
    return { ...(DURATIONS[field.name] ?? { value: 1, unit: "days" }) };
  }
  if (fallback !== undefined && fallback !== null) {
    return structuredClone(fallback) as Json;
  }
  const range = catalogue.ranges[`${owner}.${field.name}`];
  const sensible = SENSIBLE[`${owner}.${field.name}`];
  if (shape.kind === "number") {
    return sensible ?? range?.default ?? range?.usual[0] ?? shape.low ?? 0;
  }
  return freshShape(catalogue, shape);
}

export function freshShape(catalogue: Catalogue, shape: Shape): Json {
  switch (shape.kind) {
    case "record":
      return freshRecord(catalogue, shape);
    case "union":
      return freshMember(catalogue, shape.members.keys().next().value ?? "", shape.members);
    case "choice":
      return shape.options[0] ?? "";
    case "flag":
      return false;
    case "number":
      return shape.low ?? 0;
    case "fixed":
      return shape.value;
    case "list":
      return Array.from({ length: shape.least }, () => freshShape(catalogue, shape.item));
    case "map":
      return {};
    case "text":
      return "";
    default:
      return null;
  }
}

export function freshMember(
  catalogue: Catalogue,
  kind: string,
  members: ReadonlyMap<string, RecordShape>,
): Json {
  if (members.has("compare")) {
    return freshCondition(catalogue, kind === "" ? "compare" : kind);
  }
  if (members.has("price")) {
    return freshOperand(catalogue, kind);
  }
  const shape = members.get(kind);
  return shape === undefined ? null : freshRecord(catalogue, shape);
}

export function freshRecord(catalogue: Catalogue, shape: RecordShape): JsonObject {
  const made: Record<string, Json> = {};
  for (const field of shape.fields) {
    made[field.name] =
      !field.required && field.fallback === null ? null : freshValue(catalogue, shape.name, field);
  }
  return made;
}
