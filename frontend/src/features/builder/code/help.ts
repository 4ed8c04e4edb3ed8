import type { Assist, Explanation, Place, Suggestion } from "../../../shared/editor/types";
import { contextAt, wordAt } from "./context";

interface Described {
  name: string;
  signature: string;
  documentation: string;
  insert: string;
}

/** What the platform tells of Freqtrade, TA-Lib and the tables of candles, as installed there. */
export interface Knowledge {
  strategy_members: (Described & { kind: "method" | "attribute" })[];
  columns: { name: string; documentation: string }[];
  modules: { name: string; members: Described[] }[];
}

const KEYWORDS = (
  "False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
  "with yield"
).split(" ");

/** Completes and explains with what the platform knows. */
export function assistWith(known: Knowledge): Assist {
  return {
    complete(place) {
      const items = suggested(known, place);
      return items === null ? null : { from: startOf(place), items };
    },
    explain: (place) => explained(known, place),
  };
}

/** Where the text starts that a suggestion replaces. */
function startOf(place: Place): number {
  const context = contextAt(place);
  return context?.kind === "member" ? context.from : place.column - (context?.typed.length ?? 0);
}

function suggested(known: Knowledge, place: Place): Suggestion[] | null {
  const context = contextAt(place);
  switch (context?.kind) {
    case "column":
      return columns(known, place.source);
    case "module": {
      const module = known.modules.find(({ name }) => name === context.module);
      return module?.members.map((member) => suggestion(member, "function", used)) ?? null;
    }
    case "self":
      return known.strategy_members.map((member) => suggestion(member, member.kind, used));
    case "member":
      return known.strategy_members.map((member) => suggestion(member, member.kind, defined));
    case "expression":
      return [
        ...KEYWORDS.map((word) => bare(word, "keyword", "")),
        ...known.modules.map(({ name }) => bare(name, "module", "")),
        ...(context.inside ? [bare("dataframe", "attribute", "DataFrame")] : []),
      ];
    default:
      return null;
  }
}

/** The columns that every candle has, and those that the file itself makes. */
function columns(known: Knowledge, source: string): Suggestion[] {
  const made = [...source.matchAll(/\[\s*(["'])(\w+)\1\s*\]\s*=(?!=)/g)].map(([, , name]) => name);
  const names = new Set(known.columns.map(({ name }) => name));
  return [
    ...known.columns.map(({ name, documentation }) => ({
      ...bare(name, "column", ""),
      documentation,
    })),
    ...[...new Set(made)]
      .filter((name): name is string => name !== undefined && !names.has(name))
      .map((name) => bare(name, "column", "")),
  ];
}

function bare(label: string, kind: Suggestion["kind"], detail: string): Suggestion {
  return { label, kind, insert: label, snippet: false, detail, documentation: "" };
}

function suggestion(
  item: Described,
  kind: Suggestion["kind"],
  text: (item: Described, kind: Suggestion["kind"]) => string,
): Suggestion {
  return {
    label: item.name,
    kind,
    insert: text(item, kind),
    snippet: true,
    detail: item.signature,
    documentation: item.documentation,
  };
}

/** A use: a call with the cursor between its brackets. */
function used(item: Described, kind: Suggestion["kind"]): string {
  return kind === "attribute" ? item.name : `${item.name}($0)`;
}

/** A definition, as the platform writes it. */
function defined(item: Described): string {
  return item.insert;
}

function explained(known: Knowledge, place: Place): Explanation | null {
  const word = wordAt(place);
  if (word === null) {
    return null;
  }
  const { owner, name, from, to } = word;
  if (word.quoted) {
    const column = known.columns.find((each) => each.name === name);
    return column === undefined
      ? null
      : { from, to, signature: `dataframe["${name}"]`, text: column.documentation };
  }
  const among =
    owner === null || owner === "self"
      ? known.strategy_members
      : (known.modules.find((module) => module.name === owner)?.members ?? []);
  const found = among.find((each) => each.name === name);
  return found === undefined
    ? null
    : { from, to, signature: found.signature || name, text: found.documentation };
}
