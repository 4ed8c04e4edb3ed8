import type { Formats } from "../../format";
import {
  atSecond,
  CandlestickSeries,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  type Look,
  newChart,
  type SeriesMarker,
  type Time,
} from "../candles";
import type { Ink } from "../ink";
import type { Mark } from "./marks";
import type { Bars } from "./types";

/** The chart and what is drawn on it. */
export interface Drawing {
  chart: IChartApi;
  candles: ISeriesApi<"Candlestick">;
  volume: ISeriesApi<"Histogram">;
  /** In the order of the indicators. */
  lines: ISeriesApi<"Line">[];
  /** The way of the chosen trade. */
  way: ISeriesApi<"Line">;
  markers: ISeriesMarkersPluginApi<Time>;
}

const QUIET = { priceLineVisible: false, lastValueVisible: false } as const;
/** Told apart on light and on dark ground; profit and loss have colours of their own. */
const COLORS = ["#2f7fd1", "#b5489a", "#8a6d00", "#7c5cd6", "#5d8a00", "#7a7f87"] as const;
const PRICE_PANE = 3;

export function lineColor(place: number): string {
  return COLORS[place % COLORS.length] ?? COLORS[0];
}

/** The panes below the price, by what is drawn in each: lines of one indicator share one. */
export function panesOf(indicators: Bars["indicators"]): string[] {
  return [...new Set(indicators.filter(({ pane }) => pane === "own").map(({ name }) => name))];
}

export function draw(place: HTMLElement, look: Look, indicators: Bars["indicators"]): Drawing {
  const chart = newChart(place, look);
  const volume = chart.addSeries(HistogramSeries, {
    ...QUIET,
    priceScaleId: "",
    priceFormat: { type: "volume" },
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
  const candles = chart.addSeries(CandlestickSeries, { ...QUIET, ...candleLook(look) });
  const panes = panesOf(indicators);
  const lines = indicators.map(({ name, pane }, at) =>
    chart.addSeries(
      LineSeries,
      {
        ...QUIET,
        color: lineColor(at),
        lineWidth: 1,
        crosshairMarkerVisible: false,
        priceFormat: priceFormat(look.formats),
      },
      pane === "own" ? panes.indexOf(name) + 1 : 0,
    ),
  );
  const way = chart.addSeries(LineSeries, {
    ...QUIET,
    lineWidth: 2,
    lineStyle: LineStyle.Dashed,
    crosshairMarkerVisible: false,
    pointMarkersVisible: true,
    // Where a trade went must not change how the candles are scaled.
    autoscaleInfoProvider: () => null,
  });
  chart.panes().forEach((pane, at) => {
    pane.setStretchFactor(at === 0 ? PRICE_PANE : 1);
  });
  return { chart, candles, volume, lines, way, markers: createSeriesMarkers(candles, []) };
}

/** Rising candles are hollow, falling ones filled: told apart without their colours. */
export function candleLook({ ink, formats }: Pick<Look, "ink" | "formats">) {
  return {
    upColor: "transparent",
    downColor: ink.loss,
    borderUpColor: ink.profit,
    borderDownColor: ink.loss,
    wickUpColor: ink.profit,
    wickDownColor: ink.loss,
    priceFormat: priceFormat(formats),
  };
}

export function priceFormat(formats: Formats) {
  return {
    type: "custom" as const,
    formatter: (value: number) => formats.price(Number(value.toPrecision(7))),
    minMove: 0.000_000_01,
  };
}

/** Puts the bars and the indicators' values into the chart. */
export function fill({ candles, volume, lines }: Drawing, bars: Bars, ink: Ink): void {
  candles.setData(
    bars.candles.map(([at, open, high, low, close]) => ({
      time: atSecond(at),
      open,
      high,
      low,
      close,
    })),
  );
  volume.setData(
    bars.candles.map(([at, open, , , close, amount]) => ({
      time: atSecond(at),
      value: amount,
      color: close < open ? ink.lossSoft : ink.profitSoft,
    })),
  );
  bars.indicators.forEach(({ values }, place) => {
    lines[place]?.setData(
      bars.candles.map(([at], row) => {
        const value = values[row];
        return value == null ? { time: atSecond(at) } : { time: atSecond(at), value };
      }),
    );
  });
}

/** Marks as the chart draws them: what buys points up from below, what sells down from above. */
export function markers(
  marks: readonly Mark[],
  ink: Ink,
  chosen: number | null,
): SeriesMarker<Time>[] {
  return marks.map((mark) => {
    const { at, trades } = mark;
    const isChosen = chosen !== null && trades.includes(chosen);
    return {
      time: atSecond(at),
      ...shapeOf(mark),
      color: markColor(mark, ink),
      id: trades.join(","),
      size: isChosen ? 2 : sizeOf(mark),
      text: isChosen ? `#${chosen}` : counted(mark),
    };
  });
}

const BUYS = { position: "belowBar", shape: "arrowUp" } as const;
const SELLS = { position: "aboveBar", shape: "arrowDown" } as const;
const TRADES = { position: "belowBar", shape: "circle" } as const;

function shapeOf({ kind, buy }: Mark) {
  return kind === "trades" ? TRADES : buy ? BUYS : SELLS;
}

function markColor({ kind, profit }: Mark, ink: Ink): string {
  if (kind === "entry") {
    return ink.second;
  }
  return profit < 0 ? ink.loss : ink.profit;
}

/** A mark of many trades is larger, by its area. */
function sizeOf({ kind, trades }: Mark): number {
  return kind === "trades" ? Math.min(0.35 + 0.15 * Math.sqrt(trades.length), 1.6) : 1;
}

function counted({ kind, trades }: Mark): string {
  return kind !== "trades" && trades.length > 1 ? `×${trades.length}` : "";
}

/** The trades of the mark that the pointer is on. */
export function tradesOf(id: unknown): number[] {
  return typeof id === "string" && id !== "" ? id.split(",").map(Number) : [];
}
