import { Group, Text } from "@mantine/core";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Formats } from "../format";
import { useFormats } from "../format/useFormats";
import { useDeviceSettings } from "../state/settings";
import {
  AreaSeries,
  atSecond,
  chartOptions,
  createSeriesMarkers,
  fitWhole,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  inMilliseconds,
  LineSeries,
  LineStyle,
  newChart,
  PriceScaleMode,
  type SeriesMarker,
  type Time,
} from "./candles";
import type { EquityChartProps, EquityMarker, Point } from "./EquityChart";
import type { Ink } from "./ink";
import { PAPER_WIDTH, usePrinting } from "./printing";

type EquityCanvasProps = EquityChartProps & { ink: Ink };

interface Drawing {
  chart: IChartApi;
  equity: ISeriesApi<"Line">;
  compare: ISeriesApi<"Line">;
  underwater: ISeriesApi<"Area"> | null;
  markers: ISeriesMarkersPluginApi<Time>;
}

interface Hover {
  at: number;
  equity: number | undefined;
  compare: number | undefined;
  underwater: number | undefined;
}

const NONE: readonly Point[] = [];
/** What the legend takes at the top: lines begin below it. */
const LEGEND_PX = 28;

/** The picture itself. Comes with the chart library, so load it lazily (`EquityChart` does). */
export function EquityCanvas(props: EquityCanvasProps) {
  const { points, compare = NONE, underwater, log = false, markers, ink, label, height } = props;
  const { i18n } = useTranslation();
  const formats = useFormats();
  const zone = useDeviceSettings((settings) => settings.zone);
  const look = useMemo(
    () => ({ ink, locale: i18n.language, zone, formats, daily: true }),
    [ink, i18n.language, zone, formats],
  );
  const container = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const printing = usePrinting();
  const below = underwater !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies(look): another look is told to the same chart below, so that it keeps its place and zoom.
  useLayoutEffect(() => {
    if (container.current === null) {
      return;
    }
    const made = draw(container.current, look, below, setHover);
    setDrawing(made);
    return () => {
      setDrawing(null);
      made.chart.remove();
    };
  }, [below]);

  useLayoutEffect(() => {
    drawing?.chart.applyOptions(chartOptions(look));
    const priceFormat = amount(look.formats);
    drawing?.equity.applyOptions({ color: look.ink.line, priceFormat });
    drawing?.compare.applyOptions({ color: look.ink.second, priceFormat });
    drawing?.underwater?.applyOptions(fall(look.ink, formats.percent));
  }, [drawing, look, formats]);

  useLayoutEffect(() => {
    if (drawing !== null) {
      drawing.equity.setData(rows(points));
      drawing.compare.setData(rows(compare));
      drawing.underwater?.setData(rows(underwater ?? NONE));
    }
  }, [drawing, points, compare, underwater]);

  useLayoutEffect(() => {
    drawing?.chart.priceScale("right", 0).applyOptions({
      mode: log ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal,
      scaleMargins: { top: LEGEND_PX / height, bottom: 0.08 },
    });
  }, [drawing, log, height]);

  useLayoutEffect(() => {
    drawing?.markers.setMarkers(marks(markers ?? [], ink));
  }, [drawing, markers, ink]);

  useLayoutEffect(() => {
    drawing?.chart.applyOptions({ autoSize: !printing });
    if (printing) {
      drawing?.chart.resize(PAPER_WIDTH, height, true);
    }
  }, [drawing, printing, height]);

  useLayoutEffect(() => {
    if (drawing === null) {
      return;
    }
    const all = [points, compare, underwater ?? NONE].flat();
    const bars = new Set(all.map(([at]) => atSecond(at))).size;
    const showAll = () => fitWhole(drawing.chart, bars);
    showAll();
    const scale = drawing.chart.timeScale();
    // Told in the middle of a drawing, which would put the range that it began with over this one.
    const showAllNext = () => queueMicrotask(showAll);
    scale.subscribeSizeChange(showAllNext);
    return () => scale.unsubscribeSizeChange(showAllNext);
  }, [drawing, points, compare, underwater]);

  return (
    <>
      <div
        ref={container}
        role="img"
        aria-label={label}
        style={{ width: printing ? PAPER_WIDTH : "100%", height: "100%" }}
      />
      <Legend {...props} hover={hover} />
    </>
  );
}

function draw(
  place: HTMLElement,
  look: Parameters<typeof newChart>[1],
  below: boolean,
  onHover: (hover: Hover | null) => void,
): Drawing {
  const chart = newChart(place, look);
  const quiet = { priceLineVisible: false, lastValueVisible: false } as const;
  const value = { ...quiet, priceFormat: amount(look.formats) };
  const compare = chart.addSeries(LineSeries, {
    ...value,
    color: look.ink.second,
    lineWidth: 2,
    lineStyle: LineStyle.Dashed,
  });
  const equity = chart.addSeries(LineSeries, { ...value, color: look.ink.line, lineWidth: 2 });
  const underwater = below
    ? chart.addSeries(AreaSeries, { ...quiet, ...fall(look.ink, look.formats.percent) }, 1)
    : null;
  if (below) {
    const [above, under] = chart.panes();
    above?.setStretchFactor(0.72);
    under?.setStretchFactor(0.28);
  }
  chart.subscribeCrosshairMove(({ time, seriesData }) => {
    const at = (series: ISeriesApi<"Line"> | ISeriesApi<"Area"> | null): number | undefined => {
      const row = series === null ? undefined : seriesData.get(series);
      return row !== undefined && "value" in row ? (row as { value: number }).value : undefined;
    };
    onHover(
      time === undefined
        ? null
        : {
            at: inMilliseconds(time),
            equity: at(equity),
            compare: at(compare),
            underwater: at(underwater),
          },
    );
  });
  return { chart, equity, compare, underwater, markers: createSeriesMarkers(equity, []) };
}

/** Amounts beside the axis: whole where they are large, with the digits that they need else. */
function amount(formats: Formats) {
  return {
    type: "custom" as const,
    formatter: (value: number) =>
      Math.abs(value) >= 1000
        ? formats.number(value, 0)
        : formats.price(Number(value.toPrecision(4))),
    minMove: 0.000_000_01,
  };
}

function fall(ink: Ink, percent: Formats["percent"]) {
  return {
    lineColor: ink.loss,
    lineWidth: 1 as const,
    topColor: "transparent",
    bottomColor: ink.lossSoft,
    invertFilledArea: true,
    priceFormat: {
      type: "custom" as const,
      formatter: (value: number) => percent(value, 1),
      minMove: 0.0001,
    },
  };
}

function marks(markers: readonly EquityMarker[], ink: Ink): SeriesMarker<Time>[] {
  const looks = {
    up: { position: "belowBar", shape: "arrowUp", color: ink.line },
    down: { position: "aboveBar", shape: "arrowDown", color: ink.loss },
    dot: { position: "inBar", shape: "circle", color: ink.line },
  } as const;
  return markers.map(({ at, kind, text = "" }) => ({ ...looks[kind], time: atSecond(at), text }));
}

/** Rows as the chart wants them: one a second at most, in order. */
function rows(points: readonly Point[]) {
  const byTime = new Map(points.map(([at, value]) => [atSecond(at), value]));
  return [...byTime]
    .map(([time, value]) => ({ time, value }))
    .sort((one, other) => one.time - other.time);
}

function Legend(props: EquityCanvasProps & { hover: Hover | null }) {
  const { points, compare, underwater, names, underwaterName, currency, hover } = props;
  const formats = useFormats();
  const last = points.at(-1);
  const shown: Hover = hover ?? {
    at: last?.[0] ?? 0,
    equity: last?.[1],
    compare: compare?.at(-1)?.[1],
    underwater: underwater?.at(-1)?.[1],
  };
  const items = [
    { name: names?.[0] ?? "", color: "var(--chart-line)", value: shown.equity, line: "solid" },
    { name: names?.[1] ?? "", color: "var(--chart-second)", value: shown.compare, line: "dashed" },
  ].slice(0, compare === undefined ? 1 : 2);
  return (
    <Group
      gap="sm"
      aria-hidden="true"
      style={{ position: "absolute", top: 4, left: 8, zIndex: 3, pointerEvents: "none" }}
    >
      {items.map(({ name, color, value, line }) => (
        <Group key={color} gap={6} wrap="nowrap">
          <i style={{ width: 14, borderTop: `2px ${line} ${color}` }} />
          <Text size="xs" c="var(--chart-text)">
            {name} {value === undefined ? "–" : formats.money(value, currency)}
          </Text>
        </Group>
      ))}
      {underwater !== undefined && (
        <Text size="xs" c="var(--chart-text)">
          {underwaterName} {formats.percent(shown.underwater ?? 0)}
        </Text>
      )}
      {last !== undefined && (
        <Text size="xs" c="var(--chart-text)">
          {formats.date(shown.at)}
        </Text>
      )}
    </Group>
  );
}
