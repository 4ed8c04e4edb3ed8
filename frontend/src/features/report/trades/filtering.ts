import type { Trade } from "../../../shared/report";
import { type Cell, type Order, sorted } from "../tables/sorting";

/** A trade, and what it is called by: 1 for the first of the report. */
export interface Numbered {
  number: number;
  trade: Trade;
}

export interface Filter {
  pair?: string;
  side?: "long" | "short";
  entry?: string;
  exit?: string;
  outcome?: "won" | "lost";
}

/** What an empty entry tag is called in an address. */
export const UNTAGGED = "-";

export function numbered(trades: readonly Trade[]): Numbered[] {
  return trades.map((trade, place) => ({ number: place + 1, trade }));
}

/** The trades that a filter lets through. A draw is neither won nor lost. */
export function filtered(rows: readonly Numbered[], filter: Filter): Numbered[] {
  const { pair, side, entry, exit, outcome } = filter;
  return rows.filter(
    ({ trade }) =>
      (pair === undefined || trade.pair === pair) &&
      (side === undefined || trade.is_short === (side === "short")) &&
      (entry === undefined || tagOf(trade) === entry) &&
      (exit === undefined || trade.exit_reason === exit) &&
      (outcome === undefined ||
        (outcome === "won" ? trade.profit_ratio > 0 : trade.profit_ratio < 0)),
  );
}

export function tagOf({ enter_tag }: Trade): string {
  return enter_tag || UNTAGGED;
}

/** The different values that trades have, in order. */
export function valuesOf(rows: readonly Numbered[], of: (trade: Trade) => string): string[] {
  return [...new Set(rows.map(({ trade }) => of(trade)))].sort((one, other) =>
    one.localeCompare(other),
  );
}

interface Column {
  name:
    | "number"
    | "pair"
    | "side"
    | "opened"
    | "held"
    | "entry"
    | "exit"
    | "stake"
    | "open"
    | "close"
    | "profit"
    | "ratio";
  numeric: boolean;
  /** What it is sorted by. */
  value: (row: Numbered) => Cell;
}

const number = (name: Column["name"], value: (row: Numbered) => Cell): Column => ({
  name,
  numeric: true,
  value,
});
const words = (name: Column["name"], value: (row: Numbered) => Cell): Column => ({
  name,
  numeric: false,
  value,
});

export const COLUMNS: readonly [Column, ...Column[]] = [
  number("number", (row) => row.number),
  words("pair", ({ trade }) => trade.pair),
  words("side", ({ trade }) => (trade.is_short ? "short" : "long")),
  words("opened", ({ trade }) => Date.parse(trade.open_date)),
  number("held", ({ trade }) => trade.duration_minutes),
  number("ratio", ({ trade }) => trade.profit_ratio),
  number("profit", ({ trade }) => trade.profit_abs),
  words("entry", ({ trade }) => trade.enter_tag),
  words("exit", ({ trade }) => trade.exit_reason),
  number("open", ({ trade }) => trade.open_rate),
  number("close", ({ trade }) => trade.close_rate),
  number("stake", ({ trade }) => trade.stake_amount),
];

export type ColumnName = Column["name"];

export const FIRST_ORDER: Order = { column: "number", down: false };

/** An order as an address keeps it: `profit`, or `-profit` for the largest first. */
export function orderOf(text: string | undefined): Order {
  const down = text?.startsWith("-") ?? false;
  const column = down ? text?.slice(1) : text;
  return COLUMNS.some(({ name }) => name === column) && column !== undefined
    ? { column, down }
    : FIRST_ORDER;
}

export function orderText({ column, down }: Order): string | undefined {
  return column === FIRST_ORDER.column && down === FIRST_ORDER.down
    ? undefined
    : `${down ? "-" : ""}${column}`;
}

export function ordered(rows: readonly Numbered[], order: Order): Numbered[] {
  const column = COLUMNS.find(({ name }) => name === order.column) ?? COLUMNS[0];
  return sorted(rows, column.value, order.down);
}
