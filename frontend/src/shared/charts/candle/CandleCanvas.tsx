import { Box, Paper } from "@mantine/core";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/useFormats";
import { useDeviceSettings } from "../../state/settings";
import { atSecond, chartOptions, inMilliseconds, type MouseEventParams } from "../candles";
import type { Ink } from "../ink";
import { candleLook, type Drawing, draw, markers, priceFormat, tradesOf } from "./drawing";
import { Legend } from "./Legend";
import { fillsWithin, marksOf, sharing, wayOf } from "./marks";
import { placeOf, zoomed } from "./span";
import type { Bars, CandleChartProps } from "./types";
import { gridOf, useSeen } from "./useSeen";

type CandleCanvasProps = CandleChartProps & { ink: Ink };

const WHEEL_STEP = 0.0015;

interface Hover {
  row: number | null;
  trades: number[];
}

const NOWHERE: Hover = { row: null, trades: [] };

/** The picture itself. Comes with the chart library, so load it lazily (`CandleChart` does). */
export function CandleCanvas(props: CandleCanvasProps) {
  const { bars, trades, chosen, seen, onSee, onPick, tell, ink, label } = props;
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const [hover, setHover] = useState<Hover>(NOWHERE);
  const look = useLook(ink);
  const drawing = useDrawing(place, look, bars);
  const held = useHeld(place, bars);
  useSeen(drawing, held, look.ink, seen, onSee);
  useZoomByWheel(place, drawing);
  const shared = useMemo(
    () =>
      sharing(
        (seen.until - seen.since) / gridOf(held).bucketMs,
        fillsWithin(trades, seen.since, seen.until),
      ),
    [seen, held, trades],
  );

  useLayoutEffect(() => {
    if (drawing === null || held.candles.length === 0) {
      return;
    }
    const grid = { ...gridOf(held), bars: held.candles.length };
    const trade = trades.find(({ number }) => number === chosen);
    const others = trades.filter((one) => one !== trade);
    const own = trade === undefined ? [] : marksOf([trade], grid);
    const marks = [...marksOf(others, grid, shared), ...own].sort((one, two) => one.at - two.at);
    drawing.markers.setMarkers(markers(marks, ink, chosen));
    const way = trade === undefined ? [] : wayOf(trade, grid);
    drawing.way.setData(way.map(([at, value]) => ({ time: atSecond(at), value })));
    drawing.way.applyOptions({ color: (trade?.profit ?? 0) < 0 ? ink.loss : ink.profit });
  }, [drawing, held, trades, shared, chosen, ink]);

  const pick = useRef(onPick);
  pick.current = onPick;
  useLayoutEffect(() => {
    if (drawing === null) {
      return;
    }
    const moved = ({ time, hoveredInfo }: MouseEventParams) =>
      setHover(
        time === undefined
          ? NOWHERE
          : { row: rowOf(inMilliseconds(time), held), trades: tradesOf(hoveredInfo?.objectId) },
      );
    const clicked = ({ hoveredInfo }: MouseEventParams) => {
      const [trade] = tradesOf(hoveredInfo?.objectId);
      if (trade !== undefined) {
        pick.current(trade);
      }
    };
    drawing.chart.subscribeCrosshairMove(moved);
    drawing.chart.subscribeClick(clicked);
    return () => {
      drawing.chart.unsubscribeCrosshairMove(moved);
      drawing.chart.unsubscribeClick(clicked);
    };
  }, [drawing, held]);

  return (
    <Box pos="relative" h="100%" style={{ display: "flex", flexDirection: "column" }}>
      <Legend bars={held} row={hover.row} />
      <Box pos="relative" style={{ flex: 1, minHeight: 0 }}>
        <div
          ref={setPlace}
          role="img"
          aria-label={label}
          style={{ position: "absolute", inset: 0, touchAction: "pan-y" }}
        />
        {hover.trades.length > 0 && (
          <Paper
            withBorder
            shadow="sm"
            p="xs"
            maw={340}
            style={{ position: "absolute", top: 4, left: 4, zIndex: 4, pointerEvents: "none" }}
          >
            {tell(hover.trades)}
          </Paper>
        )}
      </Box>
    </Box>
  );
}

function useLook(ink: Ink) {
  const { i18n } = useTranslation();
  const formats = useFormats();
  const zone = useDeviceSettings((settings) => settings.zone);
  return useMemo(
    () => ({ ink, locale: i18n.language, zone, formats }),
    [ink, i18n.language, zone, formats],
  );
}

/** A chart for these indicators; another look is told to the same one, so that it keeps its place. */
function useDrawing(
  place: HTMLDivElement | null,
  look: ReturnType<typeof useLook>,
  bars: Bars,
): Drawing | null {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const shape = JSON.stringify([
    bars.pair,
    bars.indicators.map(({ label, pane }) => [label, pane]),
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies(bars.indicators): `shape` is what matters of them.
  // biome-ignore lint/correctness/useExhaustiveDependencies(look): told below.
  // biome-ignore lint/correctness/useExhaustiveDependencies(shape): another shape is another chart.
  useLayoutEffect(() => {
    if (place === null) {
      return;
    }
    const made = draw(place, look, bars.indicators);
    setDrawing(made);
    return () => {
      setDrawing(null);
      made.chart.remove();
    };
  }, [place, shape]);

  useLayoutEffect(() => {
    drawing?.chart.applyOptions(chartOptions(look));
    drawing?.candles.applyOptions(candleLook(look));
    for (const line of drawing?.lines ?? []) {
      line.applyOptions({ priceFormat: priceFormat(look.formats) });
    }
  }, [drawing, look]);

  return drawing;
}

/** The bars to draw: new ones wait while the chart is being dragged, or it would jump. */
function useHeld(place: HTMLDivElement | null, bars: Bars): Bars {
  const [pressed, setPressed] = useState(false);
  const [held, setHeld] = useState(bars);
  useLayoutEffect(() => {
    const press = () => setPressed(true);
    const leave = () => setPressed(false);
    place?.addEventListener("pointerdown", press);
    addEventListener("pointerup", leave);
    addEventListener("pointercancel", leave);
    return () => {
      place?.removeEventListener("pointerdown", press);
      removeEventListener("pointerup", leave);
      removeEventListener("pointercancel", leave);
    };
  }, [place]);
  if (held !== bars && (!pressed || held.pair !== bars.pair)) {
    setHeld(bars);
    return bars;
  }
  return held;
}

/** Ctrl and the wheel zoom about the pointer; the wheel alone is the page's. */
function useZoomByWheel(place: HTMLDivElement | null, drawing: Drawing | null): void {
  useLayoutEffect(() => {
    const scale = drawing?.chart.timeScale();
    if (place === null || scale === undefined) {
      return;
    }
    const turned = (event: WheelEvent) => {
      const range = scale.getVisibleLogicalRange();
      if (!(event.ctrlKey || event.metaKey) || range === null) {
        return;
      }
      event.preventDefault();
      const about = (event.clientX - place.getBoundingClientRect().left) / scale.width();
      const span = { since: Number(range.from), until: Number(range.to) };
      const next = zoomed(span, 1 + event.deltaY * WHEEL_STEP, Math.min(Math.max(about, 0), 1));
      scale.setVisibleLogicalRange({ from: next.since, to: next.until });
    };
    place.addEventListener("wheel", turned, { passive: false });
    return () => place.removeEventListener("wheel", turned);
  }, [place, drawing]);
}

function rowOf(at: number, bars: Bars): number | null {
  const { first, bucketMs } = gridOf(bars);
  const row = Math.round(placeOf(at, first, bucketMs));
  return row >= 0 && row < bars.candles.length ? row : null;
}
