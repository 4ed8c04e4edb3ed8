import type { ReactNode } from "react";
import { type Group, NO_DENOMINATOR } from "../../../shared/report";
import { Signed } from "../../../shared/ui/Signed";
import type { Figures } from "../overview/figures";
import type { Cell } from "./sorting";

type Name =
  | "key"
  | "trades"
  | "profit_total_abs"
  | "profit_total"
  | "profit_mean"
  | "winrate"
  | "outcome"
  | "profit_factor"
  | "expectancy"
  | "duration_avg_minutes"
  | "max_drawdown_account"
  | "sharpe"
  | "sortino"
  | "calmar"
  | "sqn"
  | "fees_abs";

export interface Column {
  name: Name;
  numeric: boolean;
  /** What it is sorted by. */
  value: (row: Group) => Cell;
}

const ratio = (value: number | null): Cell => (value === NO_DENOMINATOR ? null : value);
const number = (name: Name, value: (row: Group) => Cell): Column => ({
  name,
  numeric: true,
  value,
});

export const COLUMNS: readonly [Column, ...Column[]] = [
  { name: "key", numeric: false, value: ({ key }) => key },
  number("trades", ({ trades }) => trades),
  number("profit_total_abs", ({ profit_total_abs }) => profit_total_abs),
  number("profit_total", ({ profit_total }) => profit_total),
  number("profit_mean", ({ profit_mean }) => profit_mean),
  number("winrate", ({ winrate, trades }) => (trades === 0 ? null : winrate)),
  number("outcome", ({ wins, losses }) => wins - losses),
  number("profit_factor", ({ profit_factor, losses, wins }) =>
    losses > 0 ? profit_factor : wins > 0 ? Number.POSITIVE_INFINITY : null,
  ),
  number("expectancy", ({ expectancy }) => expectancy),
  number("duration_avg_minutes", ({ duration_avg_minutes, trades }) =>
    trades === 0 ? null : duration_avg_minutes,
  ),
  number("max_drawdown_account", ({ max_drawdown_account }) => max_drawdown_account),
  number("sharpe", ({ sharpe }) => ratio(sharpe)),
  number("sortino", ({ sortino }) => ratio(sortino)),
  number("calmar", ({ calmar }) => ratio(calmar)),
  number("sqn", ({ sqn }) => ratio(sqn)),
  number("fees_abs", ({ fees_abs }) => fees_abs),
];

/** A group's value in a column, as people read it. */
export function written({ name }: Column, row: Group, write: Figures): ReactNode {
  const signed = (value: number | null, text: string) =>
    value === null ? text : <Signed value={value}>{text}</Signed>;
  const cells: Record<Exclude<Name, "key">, () => ReactNode> = {
    trades: () => write.number(row.trades, 0),
    profit_total_abs: () => signed(row.profit_total_abs, write.money(row.profit_total_abs, true)),
    profit_total: () => signed(row.profit_total, write.percent(row.profit_total, 2, true)),
    profit_mean: () => signed(row.profit_mean, write.percent(row.profit_mean, 2, true)),
    winrate: () => (row.trades === 0 ? "–" : write.percent(row.winrate, 1)),
    outcome: () => `${row.wins} / ${row.draws} / ${row.losses}`,
    profit_factor: () => write.factor(row.profit_factor, row.losses, row.wins),
    expectancy: () => write.money(row.expectancy, true),
    duration_avg_minutes: () => write.lasting(row.duration_avg_minutes * 60),
    max_drawdown_account: () => write.percent(row.max_drawdown_account),
    sharpe: () => write.ratio(row.sharpe),
    sortino: () => write.ratio(row.sortino),
    calmar: () => write.ratio(row.calmar),
    sqn: () => write.ratio(row.sqn),
    fees_abs: () => write.money(row.fees_abs),
  };
  return name === "key" ? row.key : cells[name]();
}
