import type { Metrics } from "../../../shared/report";
import type { Figures } from "./figures";

/** Names of the key figures, in the order of reading: how many trades first. */
export const TILES = [
  "trades",
  "profit",
  "market",
  "cagr",
  "drawdown",
  "sharpe",
  "sortino",
  "calmar",
  "factor",
  "expectancy",
  "sqn",
  "winrate",
] as const;
export type TileName = (typeof TILES)[number];

export interface Tile {
  value: string;
  /** Decides whether it is shown as a profit or a loss; left out where it is neither. */
  sign?: number;
}

/** The value of each tile, from the figures of a run. */
export function tileOf(name: TileName, metrics: Metrics, write: Figures): Tile {
  const traded = metrics.total_trades > 0;
  const signed = (value: number | null, text: string): Tile =>
    value === null ? { value: text } : { value: text, sign: value };
  const ratio = (value: number | null): Tile => ({ value: traded ? write.ratio(value) : "–" });
  const tiles: Record<TileName, () => Tile> = {
    trades: () => ({ value: write.number(metrics.total_trades, 0) }),
    profit: () => signed(metrics.profit_total, write.percent(metrics.profit_total, 2, true)),
    market: () => signed(metrics.market_change, write.percent(metrics.market_change, 2, true)),
    cagr: () => signed(metrics.cagr, write.percent(metrics.cagr, 2, true)),
    drawdown: () => ({ value: write.percent(metrics.max_relative_drawdown) }),
    sharpe: () => ratio(metrics.sharpe),
    sortino: () => ratio(metrics.sortino),
    calmar: () => ratio(metrics.calmar),
    factor: () => ({ value: write.factor(metrics.profit_factor, metrics.losses, metrics.wins) }),
    expectancy: () =>
      traded ? signed(metrics.expectancy, write.money(metrics.expectancy, true)) : { value: "–" },
    sqn: () => ratio(metrics.sqn),
    winrate: () => ({ value: traded ? write.percent(metrics.winrate, 1) : "–" }),
  };
  return tiles[name]();
}
