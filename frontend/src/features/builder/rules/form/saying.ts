/** Parts of a spec in a few signs, for labels and for what is being dragged: `RSI(14) < 30`. */

import type { Catalogue } from "../../../../shared/api/queries/catalogue";
import { isList, isObject, type Json } from "./schema";

export interface Terms {
  /** A kind of condition or operand by name. */
  kind(name: string): string;
  option(field: string, name: string): string;
}

const DEEPEST = 2;

export function sayNumber(value: Json | undefined): string {
  if (isObject(value)) {
    return String(value["param"] ?? "");
  }
  return typeof value === "number" ? String(value) : "";
}

export function sayOperand(part: Json | undefined, catalogue: Catalogue, terms: Terms): string {
  if (!isObject(part)) {
    return "";
  }
  const say = (each: Json | undefined) => sayOperand(each, catalogue, terms);
  switch (part["kind"]) {
    case "number":
      return sayNumber(part["value"]);
    case "price":
      return `${terms.option("field", String(part["field"]))}${sayWhen(part)}`;
    case "indicator":
      return `${sayIndicator(part, catalogue)}${sayWhen(part)}`;
    case "change":
      return `${terms.kind("change")} ${say(part["of"])} (${sayNumber(part["candles"])})`;
    case "arithmetic": {
      const op = String(part["op"]);
      const [left, right] = [say(part["left"]), say(part["right"])];
      return op.length > 1 ? `${op}(${left}, ${right})` : `(${left} ${op} ${right})`;
    }
    default:
      return String(part["kind"] ?? "");
  }
}

function sayIndicator(part: { readonly [key: string]: Json }, catalogue: Catalogue): string {
  const known = catalogue.indicators.find((each) => each.name === part["name"]);
  const params = isObject(part["params"]) ? Object.values(part["params"]).map(sayNumber) : [];
  const line = known?.lines.find((each) => each.name === part["output"]);
  const first = known?.lines[0]?.name === part["output"];
  const name = known === undefined ? String(part["name"]) : known.short;
  const title = line === undefined || first ? name : line.title;
  return params.length > 0 ? `${title}(${params.join(", ")})` : title;
}

function sayWhen(part: { readonly [key: string]: Json }): string {
  const timeframe = typeof part["timeframe"] === "string" ? ` ${part["timeframe"]}` : "";
  const shift =
    part["shift"] === 0 || part["shift"] == null ? "" : `[-${sayNumber(part["shift"])}]`;
  return `${timeframe}${shift}`;
}

export function sayCondition(
  part: Json | undefined,
  catalogue: Catalogue,
  terms: Terms,
  depth = 0,
): string {
  if (!isObject(part)) {
    return "";
  }
  const kind = String(part["kind"]);
  const operand = (name: string) => sayOperand(part[name], catalogue, terms);
  switch (kind) {
    case "compare":
      return `${operand("left")} ${part["op"]} ${operand("right")}`;
    case "cross": {
      const way = terms.option("direction", String(part["direction"]));
      return `${operand("left")} ${terms.option("say", "cross")} ${way} ${operand("right")}`;
    }
    case "between":
      return `${operand("low")} ≤ ${operand("value")} ≤ ${operand("high")}`;
    case "trend": {
      const way = terms.option("direction", String(part["direction"]));
      return `${operand("value")} ${way} (${sayNumber(part["candles"])})`;
    }
    case "pattern": {
      const known = catalogue.patterns.find((each) => each.name === part["name"]);
      return `${known?.title ?? part["name"]} (${terms.option("signal", String(part["signal"]))})`;
    }
    case "time_of_day":
      return `${part["start"]}–${part["stop"]} UTC`;
    case "day_of_week":
      return (isList(part["days"]) ? part["days"] : [])
        .map((day) => terms.option("days", String(day)))
        .join(", ");
    case "all":
    case "any": {
      const held = isList(part["conditions"]) ? part["conditions"] : [];
      if (depth >= DEEPEST) {
        return `${terms.kind(kind)} (${held.length})`;
      }
      const inner = held.map((each) => sayCondition(each, catalogue, terms, depth + 1));
      return `${terms.kind(kind)}: ${inner.join("; ")}`;
    }
    case "not":
      return `${terms.kind("not")} (${sayCondition(part["condition"], catalogue, terms, depth + 1)})`;
    default: {
      const inner = sayCondition(part["condition"], catalogue, terms, depth + 1);
      return `${terms.kind(kind)} ${sayNumber(part["candles"])}: ${inner}`;
    }
  }
}
