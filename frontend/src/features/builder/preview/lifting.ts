/**
 * Numbers that are being turned, as values beside an unchanged spec.
 *
 * The platform keeps candles, signals and indicators of a spec ready, and answers another value of
 * a tunable far sooner than another spec. So a spec that differs from the one asked for before in a
 * few numbers alone is asked for as that one, with a tunable in the place of each.
 */

import type { Catalogue } from "../../../shared/api/queries/catalogue";
import { at, type Path, pathText, put } from "../rules/form/edit";
import { isList, isObject, type Json, type JsonObject } from "../rules/form/schema";

/** A preview's spec and the values of its tunables. */
export interface Asked {
  spec: JsonObject;
  values: Readonly<Record<string, number>>;
  /**
   * Whether the answer may differ a little from that to the spec itself: a tunable period warms up
   * for the longest that it may be.
   */
  rough: boolean;
}

interface Lift {
  path: Path;
  name: string;
}

const MOST_LIFTS = 8;
/** Ends of the unknown: of a number whose range the catalogue does not say. */
const FAR = 1e9;

/** Paths of numbers in which two specs differ; `null` where they differ in anything else. */
export function numbersBetween(one: Json, other: Json, path: Path = []): Path[] | null {
  if (one === other) {
    return [];
  }
  if (typeof one === "number" && typeof other === "number") {
    return [path];
  }
  if (isList(one) && isList(other)) {
    return one.length === other.length
      ? joined(
          one.map((each, index) => numbersBetween(each, other[index] ?? null, [...path, index])),
        )
      : null;
  }
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => name in other)
      ? joined(
          names.map((name) =>
            numbersBetween(one[name] ?? null, other[name] ?? null, [...path, name]),
          ),
        )
      : null;
  }
  return null;
}

function joined(parts: (Path[] | null)[]): Path[] | null {
  return parts.some((each) => each === null) ? null : parts.flatMap((each) => each ?? []);
}

/** Remembers which spec is kept ready, and which of its numbers were turned. */
export class Lifting {
  private base: JsonObject | null = null;
  private lifts: readonly Lift[] = [];

  constructor(private readonly catalogue: Catalogue) {}

  /** How to ask for `spec`: as it is, or as the one before with values. */
  ask(spec: JsonObject): Asked {
    const base = this.base;
    const paths = base === null ? null : numbersBetween(base, spec);
    if (base === null || paths === null || paths.length === 0) {
      return this.exact(spec);
    }
    const turned = paths.filter((path) => !isDefault(path));
    const known = new Set(this.lifts.map(({ path }) => pathText(path)));
    const lifts = [
      ...this.lifts,
      ...turned
        .filter((path) => !known.has(pathText(path)))
        .map((path, index) => ({ path, name: `turned_${this.lifts.length + index}` })),
    ];
    const made = lifts.length > MOST_LIFTS ? null : this.lifted(base, spec, lifts, paths);
    if (made === null) {
      return this.exact(spec);
    }
    this.lifts = lifts;
    return made;
  }

  /** Asks for `spec` as it is, and starts anew from it. */
  exact(spec: JsonObject): Asked {
    this.base = spec;
    this.lifts = [];
    return plain(spec);
  }

  private lifted(
    base: JsonObject,
    spec: JsonObject,
    lifts: readonly Lift[],
    paths: readonly Path[],
  ): Asked | null {
    let next = base;
    const values: Record<string, number> = {};
    const tunables: JsonObject[] = [];
    for (const { path, name } of lifts) {
      const [from, to] = [at(base, path), at(spec, path)];
      const tunable = this.tunable(base, path, name, from, to);
      if (tunable === null || typeof to !== "number") {
        return null;
      }
      tunables.push(tunable);
      values[name] = to;
      next = put(next, path, { param: name });
    }
    for (const path of paths.filter(isDefault)) {
      const parameter = at(base, path.slice(0, -1));
      const to = at(spec, path);
      if (!isObject(parameter) || typeof to !== "number" || !within(parameter, to)) {
        return null;
      }
      values[String(parameter["name"])] = to;
    }
    const own = at(base, ["parameters"]);
    const parameters = [...(isList(own) ? own : []), ...tunables];
    const rough = lifts.some(({ path }) => warms(path));
    return { spec: put(next, ["parameters"], parameters), values, rough };
  }

  /** A tunable whose grid holds the number's value in the base, and whose range any that is usual. */
  private tunable(
    base: JsonObject,
    path: Path,
    name: string,
    from: Json | undefined,
    to: Json | undefined,
  ): JsonObject | null {
    const turn = this.turnAt(base, path);
    if (turn === null || typeof from !== "number" || typeof to !== "number") {
      return null;
    }
    const low = Math.min(turn.usual[0], from, to);
    const high = Math.max(turn.usual[1], from, to);
    if (low < (turn.minimum ?? -FAR) || high > (turn.maximum ?? FAR)) {
      return null;
    }
    if (turn.whole) {
      return low < high ? { name, low, high, step: 1, default: from } : null;
    }
    // A step that is no integer: else the platform takes the tunable for a whole number.
    const down = Number((from - low).toPrecision(12));
    const step = Number.isInteger(down) ? 0.5 : down;
    return low + step <= high ? { name, low, high, step, default: from } : null;
  }

  private turnAt(
    base: JsonObject,
    path: Path,
  ): (Catalogue["ranges"][string] & { whole: boolean }) | null {
    const field = String(path.at(-1));
    if (path.at(-2) === "params") {
      const indicator = at(base, path.slice(0, -2));
      const known = this.catalogue.indicators.find(
        (each) => isObject(indicator) && each.name === indicator["name"],
      );
      const found = known?.params.find((each) => each.name === field);
      return found === undefined ? null : { ...found, whole: found.kind === "integer" };
    }
    const owner = ownerOf(base, path);
    const found = owner === null ? undefined : this.catalogue.ranges[`${owner}.${field}`];
    return found === undefined ? null : { ...found, whole: WHOLE_UNITS.has(found.unit) };
  }
}

/** Asks for a spec as it is, whatever is kept ready. */
export function plain(spec: JsonObject): Asked {
  return { spec, values: {}, rough: false };
}

const WARMING = new Set(["period", "candles", "shift"]);

function warms(path: Path): boolean {
  return path.at(-2) === "params" || WARMING.has(String(path.at(-1)));
}

const WHOLE_UNITS = new Set(["candles", "count", "duration"]);

/** The default of a named tunable is a value of it already. */
function isDefault(path: Path): boolean {
  return path[0] === "parameters" && path.at(-1) === "default" && path.length === 3;
}

function within(parameter: JsonObject, value: number): boolean {
  const { low, high } = parameter;
  return typeof low === "number" && typeof high === "number" && value >= low && value <= high;
}

/** Definitions of parts that say their kind, and of those that stand in one field alone. */
const BY_KIND: Readonly<Record<string, string>> = {
  number: "Constant",
  price: "Price",
  indicator: "Indicator",
  change: "Change",
  trend: "Trend",
  pattern: "Pattern",
  ago: "Ago",
  within: "Within",
  streak: "Streak",
  fixed: "FixedStake",
  share: "ShareStake",
  stoploss_guard: "StoplossGuard",
  drawdown_guard: "DrawdownGuard",
  low_profit_guard: "LowProfitGuard",
};
const BY_FIELD: Readonly<Record<string, string>> = {
  atr_stop: "AtrStop",
  trailing_stop: "TrailingStop",
  break_even: "BreakEven",
  scale_in: "ScaleIn",
  roi: "RoiStep",
};

function ownerOf(base: JsonObject, path: Path): string | null {
  if (path.length === 1) {
    return "StrategySpec";
  }
  const parent = at(base, path.slice(0, -1));
  if (isObject(parent) && typeof parent["kind"] === "string") {
    return BY_KIND[parent["kind"]] ?? null;
  }
  const lead = path.length === 2 || (path.length === 3 && typeof path[1] === "number");
  return lead ? (BY_FIELD[String(path[0])] ?? null) : null;
}
