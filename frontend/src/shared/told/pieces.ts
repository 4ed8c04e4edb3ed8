import type { Formats } from "../format";
import type { components } from "../report/schema";

/** A sentence of the platform as data: the code of its words, and the values they hold. */
export type ToldSentence = components["schemas"]["Told"];
type Value = NonNullable<ToldSentence["values"]>[string];
type Listed = components["schemas"]["Listed"];

/** The words of a code, with `{{name}}` for each value; undefined where nobody knows the code. */
export type Words = (code: string, count: number | undefined) => string | undefined;

/** A part of what is said; `english` where there is nothing else to say it in. */
export interface Piece {
  text: string;
  english: boolean;
}

const PLACE = /\{\{(\w+)\}\}/;

/** What sentences say, one after another; undefined where the words for one are missing. */
export function piecesOf(
  told: readonly ToldSentence[],
  words: Words,
  formats: Formats,
): Piece[] | undefined {
  return joined(told, { between: " ", last: " " }, words, formats);
}

/** Pieces as one text. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

function sentence(
  { code, values = {} }: ToldSentence,
  words: Words,
  formats: Formats,
): Piece[] | undefined {
  const count = values["count"];
  const found = words(code, count?.kind === "count" ? count.value : undefined);
  if (found === undefined) {
    return undefined;
  }
  const pieces: Piece[] = [];
  // With one group, every second part is the name of a place.
  for (const [at, part] of found.split(PLACE).entries()) {
    if (at % 2 === 0) {
      pieces.push({ text: part, english: false });
      continue;
    }
    const value = values[part];
    const inner = value === undefined ? undefined : written(value, words, formats);
    if (inner === undefined) {
      return undefined;
    }
    pieces.push(...inner);
  }
  return pieces.filter(({ text }) => text !== "");
}

function written(value: Value, words: Words, formats: Formats): Piece[] | undefined {
  switch (value.kind) {
    case "told":
      return sentence(value, words, formats);
    case "list":
      return listed(value, words, formats);
    case "moment":
      return [{ text: formats.dateTime(value.value), english: false }];
    case "english":
      return [{ text: value.value, english: true }];
    case "name":
      return [{ text: value.value, english: false }];
    default:
      return [{ text: figure(value, formats), english: false }];
  }
}

function figure(
  value: Exclude<Value, { kind: "told" | "list" | "english" | "name" | "moment" }>,
  formats: Formats,
): string {
  if (value.value === null) {
    return "–";
  }
  switch (value.kind) {
    case "count":
      return formats.number(value.value, 0);
    case "number":
      return formats.number(value.value, value.digits);
    case "percent":
      return formats.percent(value.value, value.digits, value.signed);
    case "money":
      return formats.money(value.value, value.currency, value.signed, value.digits);
  }
}

function listed({ join, values }: Listed, words: Words, formats: Formats): Piece[] | undefined {
  const between = words(`join.${join}.between`, undefined);
  const last = words(`join.${join}.last`, undefined);
  return between === undefined || last === undefined
    ? undefined
    : joined(values, { between, last }, words, formats);
}

function joined(
  values: readonly Value[],
  by: { between: string; last: string },
  words: Words,
  formats: Formats,
): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [at, value] of values.entries()) {
    const inner = written(value, words, formats);
    if (inner === undefined) {
      return undefined;
    }
    if (at > 0) {
      pieces.push({ text: at === values.length - 1 ? by.last : by.between, english: false });
    }
    pieces.push(...inner);
  }
  return pieces;
}
