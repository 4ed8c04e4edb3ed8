import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../../shared/api/queries/catalogue";
import drawn from "../rules/drawn-specs.json";
import { at, put } from "../rules/form/edit";
import { isList, isObject, type Json, type JsonObject } from "../rules/form/schema";
import { type Asked, Lifting, numbersBetween } from "./lifting";

const catalogue = drawn.catalogue as unknown as Catalogue;
const specs = drawn.specs as unknown as JsonObject[];

/** What is asked for, with the values in the places of the tunables, as the platform fills them. */
function filled({ spec, values }: Asked): Json {
  const own = isList(spec["parameters"]) ? spec["parameters"] : [];
  const parameters = own
    .filter((each) => isObject(each) && !String(each["name"]).startsWith("turned_"))
    .map((each) => {
      const value = isObject(each) ? values[String(each["name"])] : undefined;
      return value === undefined ? each : put(each, ["default"], value);
    });
  const fill = (part: Json): Json => {
    if (isList(part)) {
      return part.map(fill);
    }
    if (!isObject(part)) {
      return part;
    }
    const name = part["param"];
    return typeof name === "string" && name.startsWith("turned_")
      ? (values[name] ?? null)
      : Object.fromEntries(Object.entries(part).map(([key, each]) => [key, fill(each)]));
  };
  return { ...(fill(spec) as JsonObject), parameters };
}

describe("numbers that are being turned", { timeout: 60_000 }, () => {
  it("are asked for as values that give the very strategy", () => {
    let lifted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...specs),
        fc.array(fc.record({ which: fc.nat(), by: fc.constantFrom(0.5, 0.9, 1.1, 2) }), {
          minLength: 1,
          maxLength: 6,
        }),
        (spec, turns) => {
          const lifting = new Lifting(catalogue);
          expect(lifting.ask(spec)).toEqual({ spec, values: {}, rough: false });
          const paths = numbersBetween(spec, doubled(spec) as JsonObject) ?? [];
          let now = spec;
          for (const { which, by } of turns) {
            const path = paths[which % paths.length] ?? ["version"];
            const value = Number(at(now, path)) * by;
            now = put(now, path, Number.isInteger(at(spec, path)) ? Math.ceil(value) : value);
            const asked = lifting.ask(now);
            lifted += asked.spec === now ? 0 : 1;
            expect(filled(asked)).toEqual({ ...now, parameters: now["parameters"] ?? [] });
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(lifted).toBeGreaterThan(100);
  });

  it("start anew where anything else changed", () => {
    const lifting = new Lifting(catalogue);
    const spec = specs[0] ?? {};
    lifting.ask(spec);
    const next = { ...spec, name: "another" };
    expect(lifting.ask(next)).toEqual({ spec: next, values: {}, rough: false });
  });

  it("have a tunable whose grid holds the value that was there", () => {
    const lifting = new Lifting(catalogue);
    const spec = { ...specs[0], stop_loss: 0.05, parameters: [] } as JsonObject;
    lifting.ask(spec);
    const asked = lifting.ask({ ...spec, stop_loss: 0.061 });
    expect(asked.values).toEqual({ turned_0: 0.061 });
    expect(asked.spec["parameters"]).toEqual([
      { name: "turned_0", low: 0.005, high: 0.5, step: 0.045, default: 0.05 },
    ]);
    expect(asked.rough).toBe(false);
  });
});

/** The same with every number another one. */
function doubled(part: Json): Json {
  if (typeof part === "number") {
    return part === 0 ? 1 : part * 2;
  }
  if (isList(part)) {
    return part.map(doubled);
  }
  return isObject(part)
    ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, doubled(each)]))
    : part;
}
