/**
 * Conditions as a tree that people rearrange.
 *
 * A place for conditions is a list (`filters`, or the `conditions` of a group), or a slot for one
 * (a rule's `when`, the `condition` of `not`, `ago`, …). A second one put into a slot makes it a
 * group; a group that is left with one gives its place to that one, for it means the same.
 */

import { at, copied, inserted, type Path, put, startsWith } from "./edit";
import { isList, isObject, type Json, type JsonObject } from "./schema";

export type GroupKind = "all" | "any";

export function isGroup(part: Json | undefined): part is JsonObject & { conditions: Json[] } {
  return isObject(part) && (part["kind"] === "all" || part["kind"] === "any");
}

export interface Place {
  /** Of a list, or of a slot. */
  container: Path;
  index: number;
}

/** Where a condition stands: in which list or slot, and the how manieth it is there. */
export function placeOf(path: Path): Place {
  const last = path.at(-1);
  return typeof last === "number"
    ? { container: path.slice(0, -1), index: last }
    : { container: path, index: 0 };
}

export function withCondition<T extends Json>(
  spec: T,
  place: Place,
  condition: Json,
  group: GroupKind = "all",
): T {
  const { container, index } = place;
  const held = at(spec, container);
  if (isList(held)) {
    return inserted(spec, container, index, condition);
  }
  if (isGroup(held)) {
    return inserted(spec, [...container, "conditions"], index, condition);
  }
  if (held === undefined) {
    return put(spec, container, condition);
  }
  const conditions = index === 0 ? [condition, held] : [held, condition];
  // The group is new: it must not inherit the name of the one it takes in.
  return replaced(spec, container, { kind: group, conditions });
}

/** Puts another part in the place of one, and does not take it for the same. */
function replaced<T extends Json>(spec: T, path: Path, part: Json): T {
  const parent = path.slice(0, -1);
  const step = path.at(-1);
  const held = at(spec, parent);
  if (typeof step === "number" && isList(held)) {
    return put(
      spec,
      parent,
      held.map((each, index) => (index === step ? part : each)),
    );
  }
  if (typeof step === "string" && isObject(held)) {
    return put(spec, parent, { ...held, [step]: part });
  }
  return spec;
}

/** Takes a condition away; `null` where a rule would be left with none. */
export function withoutCondition<T extends Json>(spec: T, path: Path): T | null {
  const last = path.at(-1);
  const parent = path.slice(0, -1);
  if (typeof last !== "number") {
    // The only one of `not`, `ago`, …: without it there is nothing to negate or to look back at.
    return last === "condition" ? withoutCondition(spec, parent) : null;
  }
  const without = put(spec, path, undefined);
  const left = at(without, parent);
  const holder = parent.slice(0, -1);
  if (parent.at(-1) !== "conditions" || !isList(left) || left.length > 1) {
    return without;
  }
  const [only] = left;
  return only === undefined ? withoutCondition(spec, holder) : replaced(without, holder, only);
}

/** Moves a condition; `null` where that cannot be done: into itself, or out of where it is needed. */
export function withMoved<T extends Json>(spec: T, from: Path, to: Place): T | null {
  const part = at(spec, from);
  if (part === undefined || startsWith(to.container, from)) {
    return null;
  }
  const here = placeOf(from);
  if (pathsEqual(here.container, to.container) && isList(at(spec, here.container))) {
    const index = to.index > here.index ? to.index - 1 : to.index;
    if (index === here.index) {
      return spec;
    }
    const list = at(spec, here.container);
    const items = isList(list) ? [...list] : [];
    items.splice(here.index, 1);
    items.splice(index, 0, part);
    return put(spec, here.container, items);
  }
  // A hole keeps its place while the destination's path is good, and is taken away after.
  const hole: Json = { kind: "hole" };
  const holed = withCondition(replaced(spec, from, hole), to, part);
  const path = find(holed, hole);
  return path === null ? null : withoutCondition(holed, path);
}

function pathsEqual(one: Path, other: Path): boolean {
  return one.length === other.length && startsWith(one, other);
}

/** The path of a very part, or `null`. */
export function find(root: Json, part: Json, path: Path = []): Path | null {
  if (root === part) {
    return path;
  }
  const entries: [string | number, Json][] = isList(root)
    ? root.map((each, index) => [index, each])
    : isObject(root)
      ? Object.entries(root)
      : [];
  for (const [step, each] of entries) {
    const found = find(each, part, [...path, step]);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

export type Step = "up" | "down" | "into" | "out";

/** Where a step by keyboard leads; `null` where there is no such step. */
export function placeAfter(spec: Json, path: Path, step: Step): Place | null {
  const { container, index } = placeOf(path);
  const list = at(spec, container);
  const length = isList(list) ? list.length : 1;
  switch (step) {
    case "up":
      return index > 0 ? { container, index: index - 1 } : null;
    case "down":
      return index < length - 1 ? { container, index: index + 2 } : null;
    case "into":
      return placeInside(spec, container, index);
    case "out":
      return placeOutside(path);
  }
}

/** The group before it, else the one after it. */
function placeInside(spec: Json, container: Path, index: number): Place | null {
  const list = at(spec, container);
  if (!isList(list)) {
    return null;
  }
  for (const [sibling, end] of [
    [index - 1, true],
    [index + 1, false],
  ] as const) {
    const group = list[sibling];
    if (isGroup(group)) {
      const inside = [...container, sibling, "conditions"];
      return { container: inside, index: end ? group.conditions.length : 0 };
    }
  }
  return null;
}

/** After the group that it stands in. */
function placeOutside(path: Path): Place | null {
  const { container } = placeOf(path);
  if (container.at(-1) !== "conditions") {
    return null;
  }
  const group = container.slice(0, -1);
  const last = group.at(-1);
  if (typeof last === "number") {
    return { container: group.slice(0, -1), index: last + 1 };
  }
  // The group fills a slot: outside of it there is a rule, or another kind of holder.
  return null;
}

/** Negates a condition, or takes the negation back. */
export function withNegation<T extends Json>(spec: T, path: Path): T {
  const part = at(spec, path);
  if (part === undefined) {
    return spec;
  }
  const inner = isObject(part) && part["kind"] === "not" ? part["condition"] : undefined;
  return replaced(spec, path, inner ?? { kind: "not", condition: part });
}

/** Puts a condition into one that looks back: `ago`, `within`, `streak`. */
export function withHolder<T extends Json>(spec: T, path: Path, holder: JsonObject): T {
  const part = at(spec, path);
  return part === undefined ? spec : replaced(spec, path, { ...holder, condition: part });
}

/** Lets the one inside of `not`, `ago`, … take its place. */
export function withoutHolder<T extends Json>(spec: T, path: Path): T {
  const inner = at(spec, [...path, "condition"]);
  return inner === undefined ? spec : replaced(spec, path, inner);
}

export function withDuplicate<T extends Json>(spec: T, path: Path): T {
  const part = at(spec, path);
  if (part === undefined) {
    return spec;
  }
  const { container, index } = placeOf(path);
  return withCondition(spec, { container, index: index + 1 }, copied(part));
}

/** Makes a condition the first of a new group, with `other` beside it. */
export function withGroup<T extends Json>(spec: T, path: Path, kind: GroupKind, other: Json): T {
  const part = at(spec, path);
  return part === undefined ? spec : replaced(spec, path, { kind, conditions: [part, other] });
}
