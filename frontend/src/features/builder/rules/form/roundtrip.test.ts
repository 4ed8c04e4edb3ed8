import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../../../shared/api/queries/catalogue";
import { changed, type History, newHistory, redone, undone } from "../../draft/history";
import drawn from "../drawn-specs.json";
import { at, copied, idOf, type Path, pathText, put, untuned } from "./edit";
import { freshCondition, freshRecord, freshValue } from "./fresh";
import { placesOf, shifted, type Turn, tunableOf, turnOf } from "./numbers";
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  type RecordShape,
  type Shape,
  Shapes,
} from "./schema";
import {
  find,
  isGroup,
  placeAfter,
  withDuplicate,
  withGroup,
  withHolder,
  withMoved,
  withNegation,
  withoutCondition,
  withoutHolder,
} from "./tree";

const catalogue = drawn.catalogue as unknown as Catalogue;
const specs = drawn.specs as unknown as JsonObject[];
const shapes = new Shapes(catalogue.spec_schema);

interface Leaf {
  path: Path;
  /** What its field shows, and what that is read back as. */
  read: () => Json;
}

/** As `expect`, and a hundred times as fast: there are a million fields to look at. */
function hold(holds: boolean, path: Path, otherwise: string): void {
  if (!holds) {
    throw new Error(`${pathText(path)} ${otherwise}`);
  }
}

function sameNames(names: readonly string[], parts: readonly { name: string }[]): boolean {
  return names.length === parts.length && parts.every(({ name }) => names.includes(name));
}

/** Every field that the form has for a value: each must show all of it. */
function* leaves(shape: Shape, value: Json, path: Path, turn?: Turn): Generator<Leaf> {
  if (value === null) {
    hold(shape.nullable, path, "may not be null");
    yield { path, read: () => null };
    return;
  }
  switch (shape.kind) {
    case "number":
      yield number(shape, value, path, turn);
      return;
    case "choice":
      hold(shape.options.includes(String(value)), path, "is not offered");
      yield { path, read: () => value };
      return;
    case "flag":
    case "text":
    case "fixed":
      hold(typeof value !== "object", path, "is no plain value");
      yield { path, read: () => value };
      return;
    case "list":
      hold(isList(value) && value.length >= shape.least, path, "is no such list");
      for (const [index, item] of (value as Json[]).entries()) {
        yield* leaves(shape.item, item, [...path, index]);
      }
      return;
    case "record":
      yield* fields(shape, value as JsonObject, path);
      return;
    case "union": {
      const member = shape.members.get(String((value as JsonObject)[shape.tag]));
      hold(member !== undefined, path, "is of a kind without a form");
      yield* fields(member ?? shapes.root, value as JsonObject, path);
      return;
    }
    default:
      hold(false, path, "is shown by no field");
  }
}

function number(
  shape: Extract<Shape, { kind: "number" }>,
  value: Json,
  path: Path,
  turn: Turn | undefined,
): Leaf {
  if (isObject(value)) {
    hold(shape.tunable, path, "may be no parameter");
    return { path, read: () => value };
  }
  const places = placesOf((turn ?? turnOf(shape)).unit);
  return { path, read: () => shifted(shifted(value as number, places), -places) };
}

function* fields(shape: RecordShape, value: JsonObject, path: Path): Generator<Leaf> {
  hold(sameNames(Object.keys(value), shape.fields), path, "has other fields");
  for (const field of shape.fields) {
    const here = [...path, field.name];
    const held = value[field.name] ?? null;
    if (field.name === "params" && isObject(held)) {
      const known = catalogue.indicators.find((each) => each.name === value["name"]);
      hold(sameNames(Object.keys(held), known?.params ?? []), here, "has other parameters");
      for (const each of known?.params ?? []) {
        const one = held[each.name] ?? null;
        yield { path: [...here, each.name], read: () => one };
      }
    } else {
      yield* leaves(field.shape, held, here, catalogue.ranges[`${shape.name}.${field.name}`]);
    }
  }
}

/** Goes through all fields, which is what checks them, and counts them. */
function walk(all: Iterable<Leaf>): number {
  return [...all].length;
}

/** Whether a spec has the shape that the schema asks for; which values fit is the platform's. */
function check(spec: JsonObject): void {
  walk(leaves(shapes.root, spec, []));
  for (const path of conditions(spec)) {
    const part = at(spec, path);
    hold(!isGroup(part) || part.conditions.length >= 2, path, "is a group of one");
  }
}

function conditions(spec: JsonObject): Path[] {
  const found: Path[] = [];
  const visit = (part: Json, path: Path): void => {
    if (isList(part)) {
      part.forEach((each, index) => {
        visit(each, [...path, index]);
      });
    } else if (isObject(part)) {
      if (KINDS.has(String(part["kind"]))) {
        found.push(path);
      }
      for (const [name, each] of Object.entries(part)) {
        visit(each, [...path, name]);
      }
    }
  };
  visit(spec["filters"] ?? [], ["filters"]);
  visit(spec["entries"] ?? [], ["entries"]);
  visit(spec["exits"] ?? [], ["exits"]);
  return found;
}

const when = shapes.named("Rule")?.fields.find(({ name }) => name === "when")?.shape;
const KINDS = new Set(when?.kind === "union" ? when.members.keys() : []);
const HOLDING = new Set(["all", "any", "not", "ago", "within", "streak"]);

/** What is compared in a spec, whatever it is grouped and held by. */
function comparisons(spec: JsonObject): string[] {
  return conditions(spec)
    .map((path) => at(spec, path) as JsonObject)
    .filter((part) => !HOLDING.has(String(part["kind"])))
    .map((part) => JSON.stringify(part))
    .sort();
}

/** Properties are tried on hundreds of strategies, on a machine that may be busy. */
const LONG_MS = 60_000;

const aSpec = fc.constantFrom(...specs);

describe("the form", { timeout: LONG_MS }, () => {
  it("has a field for each part of every strategy, and each gives back what it shows", () => {
    for (const spec of specs) {
      let written = spec;
      for (const { path, read } of leaves(shapes.root, spec, [])) {
        written = put(written, path, read());
      }
      expect(written).toEqual(spec);
    }
  });

  it("leaves alone what it does not know", () => {
    const spec = { ...specs[0], tomorrow: { kind: "new", deep: [1, { two: null }] } } as JsonObject;
    expect(put(put(spec, ["name"], "other"), ["name"], spec["name"])).toEqual(spec);
  });

  it("shows per cent without losing a digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(12), (digits, places) => {
        const value = Number(`${digits}e-${places}`);
        expect(shifted(shifted(value, 2), -2)).toBe(value);
      }),
    );
  });

  it("offers new parts that have the schema's shape", () => {
    for (const field of shapes.root.fields) {
      const made = freshValue(catalogue, shapes.root.name, { ...field, fallback: undefined });
      walk(leaves({ ...field.shape, nullable: false }, made, [field.name]));
    }
    for (const kind of KINDS) {
      const made = freshCondition(catalogue, kind);
      expect(made["kind"]).toBe(kind);
      expect(walk(leaves(when ?? shapes.root, made, []))).toBeGreaterThan(1);
    }
    for (const name of ["AtrStop", "ScaleIn", "StoplossGuard", "DrawdownGuard", "RoiStep"]) {
      const shape = shapes.named(name) ?? shapes.root;
      expect(walk(fields(shape, freshRecord(catalogue, shape), []))).toBeGreaterThan(1);
    }
  });
});

type Edit = (spec: JsonObject, path: Path, pick: number) => JsonObject | null;

/** Edits that only rearrange what there is. */
const MOVES: Edit[] = [
  ...(["up", "down", "into", "out"] as const).map(
    (step): Edit =>
      (spec, path) => {
        const place = placeAfter(spec, path, step);
        return place === null ? null : withMoved(spec, path, place);
      },
  ),
  (spec, path, pick) => {
    const all = conditions(spec);
    const target = all[pick % all.length] ?? path;
    const last = target.at(-1);
    const container = typeof last === "number" ? target.slice(0, -1) : target;
    return withMoved(spec, path, { container, index: typeof last === "number" ? last : pick % 2 });
  },
];
const EDITS: Edit[] = [
  ...MOVES,
  (spec, path) => withDuplicate(spec, path),
  (spec, path) => withNegation(spec, path),
  (spec, path) => withoutCondition(spec, path),
  (spec, path, pick) =>
    withGroup(spec, path, pick % 2 === 0 ? "all" : "any", freshCondition(catalogue, "cross")),
  (spec, path) => withHolder(spec, path, { kind: "within", candles: 3 }),
  (spec, path) => (isHolder(at(spec, path)) ? withoutHolder(spec, path) : null),
];

function isHolder(part: Json | undefined): boolean {
  return isObject(part) && part["condition"] !== undefined;
}

const someEdits = (edits: Edit[]) =>
  fc.array(fc.record({ edit: fc.constantFrom(...edits), at: fc.nat(), pick: fc.nat() }), {
    maxLength: 8,
  });

describe("rearranging conditions", { timeout: LONG_MS }, () => {
  it("keeps the shape, and undo brings back exactly what was", () => {
    fc.assert(
      fc.property(aSpec, someEdits(EDITS), (spec, edits) => {
        let history: History<JsonObject> = newHistory(spec);
        for (const [index, { edit, at: which, pick }] of edits.entries()) {
          const all = conditions(history.present);
          const path = all[which % all.length];
          const next = path === undefined ? null : edit(history.present, path, pick);
          if (next !== null) {
            check(next);
            history = changed(history, next, { label: String(index) }, index * 10_000);
          }
        }
        const last = history.present;
        history = edits.reduce(undone, history);
        expect(history.present).toBe(spec);
        history = edits.reduce(redone, history);
        expect(history.present).toBe(last);
      }),
      { numRuns: 300 },
    );
  });

  it("loses no comparison and makes none", () => {
    fc.assert(
      fc.property(aSpec, someEdits(MOVES), (spec, edits) => {
        let now = spec;
        for (const { edit, at: which, pick } of edits) {
          const all = conditions(now);
          const path = all[which % all.length];
          now = (path === undefined ? null : edit(now, path, pick)) ?? now;
        }
        check(now);
        expect(comparisons(now)).toEqual(comparisons(spec));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the name of what was moved and of what was edited, and gives copies their own", () => {
    fc.assert(
      fc.property(aSpec, fc.nat(), (spec, which) => {
        const all = conditions(spec);
        const path = all[which % all.length] ?? [];
        const part = at(spec, path) as JsonObject;
        const id = idOf(part);
        const edited = put(spec, [...path, "kind"], "other");
        expect(idOf(at(edited, path))).toBe(id);
        expect(idOf(copied(part))).not.toBe(id);
        const place = placeAfter(spec, path, "down");
        const next = place === null ? null : withMoved(spec, path, place);
        if (next !== null) {
          expect(find(next, part)).not.toBeNull();
        }
      }),
    );
  });
});

describe("tunables", () => {
  it("made of a number hold it on a grid within its range, and give it back", () => {
    const turned = Object.entries(catalogue.ranges).filter(([name]) => name !== "Constant.value");
    fc.assert(
      fc.property(fc.constantFrom(...turned), fc.nat(40), ([, turn], steps) => {
        const value = Number((turn.usual[0] + steps * turn.step).toPrecision(12));
        fc.pre(value <= turn.usual[1]);
        const { low, high, step, default: now } = tunableOf("x", value, turn);
        expect(now).toBe(value);
        expect(low).toBeLessThan(high);
        expect(low).toBeGreaterThanOrEqual(turn.minimum ?? low);
        expect(high).toBeLessThanOrEqual(turn.maximum ?? high);
        const distance = (value - low) / step;
        expect(Math.abs(distance - Math.round(distance))).toBeLessThan(1e-6);
      }),
      { numRuns: 1_000 },
    );
  });

  it("begin at nothing where that is the least", () => {
    const turn = catalogue.ranges["Pattern.penetration"];
    expect(turn && tunableOf("x", 0.009, turn).low).toBe(0);
  });

  it("taken back leave the strategy as it was", () => {
    const spec = { ...specs[0], stop_loss: 0.05, parameters: [] } as JsonObject;
    const made = { name: "stop", low: 0.01, high: 0.1, step: 0.01, default: 0.05 };
    const tuned = put(put(spec, ["parameters"], [made]), ["stop_loss"], { param: "stop" });
    expect(untuned(tuned, ["stop_loss"], 0.05)).toEqual(spec);
  });
});
