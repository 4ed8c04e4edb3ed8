import type { Assist, Explanation, Place, Suggestion } from "../../../shared/editor/types";
import { contextAt, wordAt } from "./context";

interface Offer {
  name: string;
  kind: "method" | "attribute" | "function";
  signature: string;
  documentation: string;
  /** A snippet: the definition of a member, the call of a function. */
  insert: string;
}

/** What the platform tells of Freqtrade, TA-Lib and the tables of candles, as installed there. */
export interface Knowledge {
  strategy_members: Offer[];
  /** Imported by their names, each from its `module`. */
  functions: (Offer & { module: string })[];
  columns: { name: string; documentation: string }[];
  /** What stands before a dot; `imported` is empty for what a method is given. */
  modules: { name: string; imported: string; members: Offer[] }[];
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
    case "module":
      return membersOf(known, context.module)?.map((member) => suggestion(member, used)) ?? null;
    case "self":
      return known.strategy_members.map((member) => suggestion(member, used));
    case "member":
      return known.strategy_members
        .filter(({ kind }) => context.lead === "" || kind === "method")
        .map((member) => ({
          ...suggestion(member, defined),
          typedAs: `${context.lead}${member.name}`,
        }));
    case "expression":
      return [
        ...KEYWORDS.map((word) => bare(word, "keyword", "")),
        ...known.modules
          .filter(({ imported }) => imported !== "")
          .map(({ name, imported }) => bare(name, "module", imported)),
        ...known.functions.map((each) => ({
          ...suggestion(each, used),
          documentation: [`from ${each.module} import ${each.name}`, each.documentation].join(
            "\n\n",
          ),
        })),
        ...(context.inside ? [bare("dataframe", "attribute", "DataFrame")] : []),
      ];
    default:
      return null;
  }
}

/** What stands behind the dot of a name; whatever is called like a table of candles is one. */
function membersOf(known: Knowledge, owner: string): Offer[] | undefined {
  const named = known.modules.find(({ name }) => name === owner);
  return named !== undefined || !/dataframe|^df/i.test(owner)
    ? named?.members
    : known.modules.find(({ name }) => name === "dataframe")?.members;
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
  return { label, kind, typedAs: label, insert: label, snippet: false, detail, documentation: "" };
}

function suggestion(item: Offer, text: (item: Offer) => string): Suggestion {
  return {
    label: item.name,
    kind: item.kind,
    typedAs: item.name,
    insert: text(item),
    snippet: true,
    detail: item.signature,
    documentation: item.documentation,
  };
}

/** A use: a call with the cursor between its brackets, unless the platform writes it better. */
function used({ name, kind, insert }: Offer): string {
  if (kind === "attribute") {
    return name;
  }
  return kind === "function" ? insert : `${name}($0)`;
}

/** A definition, as the platform writes it. */
function defined({ insert }: Offer): string {
  return insert;
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
    owner === null
      ? [...known.strategy_members, ...known.functions]
      : owner === "self"
        ? known.strategy_members
        : (membersOf(known, owner) ?? []);
  const found = among.find((each) => each.name === name);
  return found === undefined
    ? null
    : { from, to, signature: found.signature || name, text: found.documentation };
}
