/** Numbers as a form shows them, and back, without losing a digit. */

import type { Catalogue } from "../../../../shared/api/queries/catalogue";
import type { NumberShape } from "./schema";

/** How a number is turned by hand; `Catalogue.ranges` has one for each of a spec's. */
export type Turn = Catalogue["ranges"][string];

/** Decimal places that a unit moves the point by: a fraction is shown as per cent. */
export function placesOf(unit: string): number {
  return unit === "fraction" ? 2 : 0;
}

/** `value` times ten to the power of `places`, exactly as its decimal digits say. */
export function shifted(value: number, places: number): number {
  if (places === 0) {
    return value;
  }
  const [digits, power = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(power) + places}`);
}

export interface Slide {
  min: number;
  max: number;
  step: number;
}

/** Where a slider goes, in what is shown: the usual range, made wider by a value beyond it. */
export function slideOf(turn: Turn, value: number): Slide {
  const places = placesOf(turn.unit);
  const step = shifted(turn.step, places);
  const shown = shifted(value, places);
  const [low, high] = turn.usual;
  const min = Math.min(shifted(low, places), shown);
  const max = Math.max(shifted(high, places), shown);
  return { min, max: max > min ? max : min + step, step };
}

/** What a number must lie in, in words of the schema, where the catalogue knows it not. */
export function turnOf(shape: NumberShape): Turn {
  const low = shape.low ?? 0;
  const high = shape.high === null || shape.high > 1000 ? Math.max(100, low) : shape.high;
  return {
    minimum: shape.low,
    maximum: shape.high,
    usual: [low, high],
    step: shape.whole ? 1 : 0.01,
    default: null,
    unit: "number",
  };
}

/** A turn for a number that is compared with something whose values have a range. */
export function turnWithin(turn: Turn, range: readonly [number | null, number | null]): Turn {
  const low = range[0] ?? turn.usual[0];
  const high = range[1] ?? turn.usual[1];
  const span = high - low;
  const step = span <= 4 ? 0.01 : 1;
  return { ...turn, usual: [low, high], step };
}

/** A turn around a number of which nothing is known: from half of it to twice. */
export function turnAround(turn: Turn, value: number): Turn {
  const [low, high] = turn.usual;
  if (value >= low && value <= high) {
    return turn;
  }
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const ends = [value / 2, value * 2].sort((one, other) => one - other);
  return { ...turn, usual: [ends[0] ?? low, ends[1] ?? high], step };
}

export interface Parameter {
  name: string;
  low: number;
  high: number;
  step: number;
  default: number;
}

/**
 * A tunable of `value`, its grid around it: `value` is on it, and all of it lies within the range
 * that the number may have.
 */
export function tunableOf(name: string, value: number, turn: Turn): Parameter {
  const step = turn.step;
  const least = Math.max(turn.usual[0], turn.minimum ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(turn.usual[1], turn.maximum ?? Number.POSITIVE_INFINITY);
  const down = Math.min(10, Math.max(0, Math.floor(round((value - least) / step))));
  const up = Math.min(10, Math.max(down === 0 ? 1 : 0, Math.floor(round((most - value) / step))));
  return {
    name,
    low: round(value - down * step),
    high: round(value + up * step),
    step,
    default: value,
  };
}

/** Less than this is what binary fractions leave of nothing: 0.009 less nine times 0.001. */
const NOTHING = 1e-12;

/** Takes away what binary fractions add: 0.30000000000000004 is 0.3. */
export function round(value: number): number {
  return Math.abs(value) < NOTHING ? 0 : Number(value.toPrecision(12));
}

/** A name that no parameter has, of what it stands for. */
export function freeName(wish: string, taken: readonly string[]): string {
  const base =
    wish
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[^a-z]+|_+$/g, "")
      .slice(0, 36) || "value";
  if (!taken.includes(base)) {
    return base;
  }
  let count = 2;
  while (taken.includes(`${base}_${count}`)) {
    count += 1;
  }
  return `${base}_${count}`;
}
