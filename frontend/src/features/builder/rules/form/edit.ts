/** Changes of a spec by path. Nothing is changed in place: what was not touched stays the same. */

import { isList, isObject, type Json, type JsonObject } from "./schema";

export type Path = readonly (string | number)[];

const names = new WeakMap<object, string>();
let count = 0;

/** A name that a part keeps while it is edited and moved: what React and drag and drop know it by. */
export function idOf(part: Json | undefined): string {
  if (typeof part !== "object" || part === null) {
    return String(part);
  }
  const known = names.get(part);
  if (known !== undefined) {
    return known;
  }
  count += 1;
  const name = `part-${count}`;
  names.set(part, name);
  return name;
}

function heir<T extends Json>(next: T, before: Json | undefined): T {
  if (typeof next === "object" && next !== null && !names.has(next)) {
    if (typeof before === "object" && before !== null) {
      names.set(next, idOf(before));
    }
  }
  return next;
}

export function at(root: Json | undefined, path: Path): Json | undefined {
  let here = root;
  for (const step of path) {
    here = isList(here) ? here[step as number] : isObject(here) ? here[step as string] : undefined;
  }
  return here;
}

/** Puts `value` at `path`; `undefined` takes the field away. Missing parents are made. */
export function put<T extends Json>(root: T, path: Path, value: Json | undefined): T {
  return placed(root, path, value) as T;
}

function placed(root: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value === undefined ? value : heir(value, root);
  }
  if (typeof step === "number") {
    const list = isList(root) ? [...root] : [];
    const next = placed(list[step], rest, value);
    if (next === undefined) {
      list.splice(step, 1);
    } else {
      list[step] = next;
    }
    return heir(list, root);
  }
  const fields: Record<string, Json> = isObject(root) ? { ...root } : {};
  const next = placed(fields[step], rest, value);
  if (next === undefined) {
    delete fields[step];
  } else {
    fields[step] = next;
  }
  return heir(fields as JsonObject, root);
}

export function inserted<T extends Json>(root: T, path: Path, index: number, value: Json): T {
  const list = at(root, path);
  const items = isList(list) ? [...list] : [];
  items.splice(index, 0, value);
  return put(root, path, items);
}

/** Moves an item of a list to another place of it. */
export function moved<T extends Json>(root: T, path: Path, from: number, to: number): T {
  const list = at(root, path);
  if (!isList(list) || from === to || to < 0 || to >= list.length) {
    return root;
  }
  const items = [...list];
  const [item] = items.splice(from, 1);
  if (item === undefined) {
    return root;
  }
  items.splice(to, 0, item);
  return put(root, path, items);
}

/** The path as the platform's problems name it: `entries[0].when.left`. */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    text += typeof step === "number" ? `[${step}]` : text === "" ? step : `.${step}`;
  }
  return text;
}

export function startsWith(path: Path, lead: Path): boolean {
  return lead.length <= path.length && lead.every((step, index) => path[index] === step);
}

/** A copy that is a part of its own. */
export function copied<T extends Json>(part: T): T {
  return structuredClone(part) as T;
}

/** How often a named parameter stands for a number. */
export function usesOf(root: Json | undefined, parameter: string): number {
  if (isList(root)) {
    return root.reduce((sum: number, each) => sum + usesOf(each, parameter), 0);
  }
  if (!isObject(root)) {
    return 0;
  }
  if (root["param"] === parameter) {
    return 1;
  }
  return Object.values(root).reduce((sum: number, each) => sum + usesOf(each, parameter), 0);
}

/** Puts a number in the place of a parameter, and drops the parameter if nothing else uses it. */
export function untuned<T extends Json>(root: T, path: Path, number: number): T {
  const reference = at(root, path);
  const name = isObject(reference) ? reference["param"] : undefined;
  const next = put(root, path, number);
  const parameters = at(next, ["parameters"]);
  if (typeof name !== "string" || !isList(parameters) || usesOf(next, name) > 0) {
    return next;
  }
  const left = parameters.filter((each) => !isObject(each) || each["name"] !== name);
  return put(next, ["parameters"], left);
}

/** Renames a parameter wherever it stands. */
export function renamed<T extends Json>(root: T, from: string, to: string): T {
  const walk = (part: Json): Json => {
    if (isList(part)) {
      const items = part.map(walk);
      return items.some((each, index) => each !== part[index]) ? heir(items, part) : part;
    }
    if (!isObject(part)) {
      return part;
    }
    if (part["param"] === from) {
      return heir({ ...part, param: to }, part);
    }
    const fields = Object.entries(part).map(([name, each]) => [name, walk(each)] as const);
    return fields.some(([name, each]) => each !== part[name])
      ? heir(Object.fromEntries(fields), part)
      : part;
  };
  const next = walk(root);
  const parameters = at(next, ["parameters"]);
  if (!isList(parameters)) {
    return next as T;
  }
  const index = parameters.findIndex((each) => isObject(each) && each["name"] === from);
  return (index < 0 ? next : put(next, ["parameters", index, "name"], to)) as T;
}
