import type { ReactNode } from "react";
import type { Schemas } from "../../api/client";
import type { ChartTrade } from "./marks";
import type { Span } from "./span";

/** A candle or several as one: when it opens, open, high, low, close, volume. */
export type Bar = readonly [number, number, number, number, number, number];

/** A window of candles, with the indicators' value at each. */
export interface Bars extends Omit<Schemas["ChartView"], "candles"> {
  candles: readonly Bar[];
}

export interface CandleChartProps {
  label: string;
  /** Of the price's pane; those of indicators come on top. */
  height: number;
  bars: Bars;
  /** The trades of that pair. */
  trades: readonly ChartTrade[];
  /** The number of the chosen one. */
  chosen: number | null;
  /** What is looked at; another one moves the chart there. */
  seen: Span;
  /** Told once the reader has moved the chart. */
  onSee: (span: Span) => void;
  onPick: (trade: number) => void;
  /** What there is to say about the trades under the pointer. */
  tell: (trades: number[]) => ReactNode;
  controls?: ReactNode;
  note?: ReactNode;
}
