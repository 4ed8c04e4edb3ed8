import type { Place } from "../../../shared/editor/types";

/** What may stand where the cursor is. */
export type Context =
  /** A column of a table of candles: between its quotes. */
  | { kind: "column"; typed: string; quote: string }
  /** Something of a module, after its dot. */
  | { kind: "module"; module: string; typed: string }
  /** A method or an attribute to be defined in the strategy's class; `lead` is a `def` typed. */
  | { kind: "member"; typed: string; from: number; lead: string }
  /** A method or an attribute that is used, after `self.`. */
  | { kind: "self"; typed: string }
  /** Any other place in code; `inside` a function or not. */
  | { kind: "expression"; typed: string; inside: boolean };

const COLUMN = /(?:\b(?:\w*(?:dataframe|informative)\w*|df\w*)(?:\.loc)?\s*\[(?:.*[,[(])?\s*)$/i;

/**
 * Tells what may stand at a place of a Python file; null in comments and in any other text.
 *
 * Works on lines alone, so that a file that cannot be parsed yet can be completed still.
 */
export function contextAt({ source, line, column }: Place): Context | null {
  const lines = source.split(/\r?\n/);
  const before = (lines[line - 1] ?? "").slice(0, column - 1);
  const state = stateAt([...lines.slice(0, line - 1), before].join("\n"));
  if (state.kind !== "code") {
    return state.kind === "string" ? columnAt(before, state) : null;
  }
  const member = /(\w+)\.(\w*)$/.exec(before);
  if (member !== null) {
    const [, module = "", typed = ""] = member;
    return module === "self" ? { kind: "self", typed } : { kind: "module", module, typed };
  }
  const typed = /\w*$/.exec(before)?.[0] ?? "";
  if (/[\d]/.test(typed[0] ?? "") || /\.$/.test(before.slice(0, before.length - typed.length))) {
    return null; // a number, or what an unknown value has
  }
  const block = blockAt(lines, line, indentOf(before));
  const start = /^(\s+)((?:async\s+)?def\s+)?\w*$/.exec(before);
  if (start !== null && block === "class") {
    const [, indent = "", lead = ""] = start;
    return { kind: "member", typed, from: indent.length + 1, lead };
  }
  return { kind: "expression", typed, inside: block === "function" };
}

function columnAt(before: string, { quote, typed }: InString): Context | null {
  const lead = before.slice(0, before.length - typed.length - quote.length);
  return quote.length === 1 && COLUMN.test(lead) ? { kind: "column", typed, quote } : null;
}

type InString = { kind: "string"; quote: string; typed: string };
type State = { kind: "code" } | { kind: "comment" } | InString;

/** Whether the end of a text stands in code, in a comment, or in a string that has begun. */
function stateAt(text: string): State {
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign === "#") {
      const end = text.indexOf("\n", at);
      if (end === -1) {
        return { kind: "comment" };
      }
      at = end;
    } else if (sign === '"' || sign === "'") {
      const quote = text.startsWith(sign.repeat(3), at) ? sign.repeat(3) : sign;
      const end = endOfString(text, at + quote.length, quote);
      if (end === -1) {
        return { kind: "string", quote, typed: text.slice(at + quote.length) };
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return { kind: "code" };
}

/** Where a string that has begun is over; -1 where it is not. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") {
      at += 1;
    } else if (text.startsWith(quote, at)) {
      return at + quote.length;
    } else if (quote.length === 1 && text[at] === "\n") {
      return at; // never closed on its line: a mistake, and no reason to take all below for text
    }
  }
  return -1;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

/** What the line's block belongs to: the nearest line above that is indented less. */
function blockAt(lines: readonly string[], line: number, indent: number): Block {
  let depth = indent;
  for (let at = line - 2; at >= 0 && depth > 0; at -= 1) {
    const text = lines[at] ?? "";
    if (text.trim() === "" || text.trimStart().startsWith("#") || indentOf(text) >= depth) {
      continue;
    }
    if (/^\s*(async\s+)?def\b/.test(text)) {
      return "function";
    }
    if (/^\s*class\b/.test(text)) {
      return /\bIStrategy\b/.test(text) ? "class" : "other";
    }
    depth = indentOf(text);
  }
  return "other";
}

type Block = "class" | "function" | "other";

/** The word at a place, with what stands before its dot. */
export interface Word {
  owner: string | null;
  name: string;
  from: number;
  to: number;
  /** In quotes: the name of a column, perhaps. */
  quoted: boolean;
}

export function wordAt({ source, line, column }: Place): Word | null {
  const text = source.split(/\r?\n/)[line - 1] ?? "";
  const left = /\w*$/.exec(text.slice(0, column - 1))?.[0] ?? "";
  const right = /^\w*/.exec(text.slice(column - 1))?.[0] ?? "";
  const name = left + right;
  if (name === "") {
    return null;
  }
  const from = column - left.length;
  const to = column + right.length;
  const lead = text.slice(0, from - 1);
  const owner = /(\w+)\.$/.exec(lead)?.[1] ?? null;
  const quote = lead.at(-1) ?? "";
  const quoted = (quote === '"' || quote === "'") && text[to - 1] === quote;
  return { owner, name, from, to, quoted };
}
