import { useCallback, useLayoutEffect, useRef } from "react";
import type { IChartApi } from "../candles";
import type { Ink } from "../ink";
import { type Drawing, fill } from "./drawing";
import { momentOf, placeOf, type Span } from "./span";
import type { Bars } from "./types";

const RESTS_MS = 150;
/** The chart takes up what it was told with its next frame; until then it says what was before. */
const FRAME_MS = 50;
/** A chart goes nowhere where next to nothing of its bars would be in sight. */
const LEAST_SHARE = 0.05;

/** Where the bars begin and how wide each is: all are as wide as each other, but for the last. */
export function gridOf(bars: Bars): { first: number; bucketMs: number } {
  return { first: bars.candles[0]?.[0] ?? bars.first, bucketMs: bars.bucket_minutes * 60_000 };
}

interface Told {
  chart: IChartApi;
  bars: Bars;
  span: Span;
  at: number;
}

/**
 * Draws the bars, keeps the chart where it is to be, and tells where the reader has moved it to.
 *
 * Bars of another window or width leave the chart at the same moments. A place that the bars do not
 * reach yet is gone to once they do.
 */
export function useSeen(
  drawing: Drawing | null,
  bars: Bars,
  ink: Ink,
  seen: Span,
  onSee: (span: Span) => void,
): void {
  const tell = useRef(onSee);
  tell.current = onSee;
  /** What the chart was last told, by which bars. */
  const last = useRef<Told | null>(null);
  /** The span that was gone to, or that was told: it need not be gone to. */
  const settled = useRef<Span | null>(null);

  const filled = useRef<readonly [Drawing, Bars, Ink] | null>(null);

  useLayoutEffect(() => {
    if (drawing === null || bars.candles.length === 0) {
      return;
    }
    const before = last.current;
    const kept = before?.chart === drawing.chart ? placed(before) : null;
    const isFilled = same(filled.current, [drawing, bars, ink]);
    if (!isFilled) {
      fill(drawing, bars, ink);
      filled.current = [drawing, bars, ink];
    }
    const isAsked = settled.current !== seen && reaches(bars, seen);
    if (kept === null || isAsked) {
      settled.current = seen;
      last.current = show(drawing.chart, bars, seen);
    } else if (!isFilled) {
      last.current = show(drawing.chart, bars, kept);
    }
  }, [drawing, bars, ink, seen]);

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const changed = useCallback(() => {
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      const known = last.current;
      if (known !== null && known.chart === drawing?.chart) {
        const span = placed(known);
        settled.current = span;
        tell.current(span);
      }
    }, RESTS_MS);
  }, [drawing]);

  useLayoutEffect(() => {
    const scale = drawing?.chart.timeScale();
    scale?.subscribeVisibleLogicalRangeChange(changed);
    return () => {
      clearTimeout(rest.current);
      scale?.unsubscribeVisibleLogicalRangeChange(changed);
    };
  }, [drawing, changed]);
}

function same(one: readonly unknown[] | null, other: readonly unknown[]): boolean {
  return one?.every((part, place) => part === other[place]) ?? false;
}

/** What is in sight, by the bars that are drawn. */
function placed({ chart, bars, span, at }: Told): Span {
  const range = chart.timeScale().getVisibleLogicalRange();
  if (range === null || performance.now() - at < FRAME_MS) {
    return span;
  }
  const { first, bucketMs } = gridOf(bars);
  return {
    since: momentOf(range.from, first, bucketMs),
    until: momentOf(range.to, first, bucketMs),
  };
}

function show(chart: IChartApi, bars: Bars, span: Span): Told {
  const { first, bucketMs } = gridOf(bars);
  chart.timeScale().setVisibleLogicalRange({
    from: placeOf(span.since, first, bucketMs),
    to: placeOf(span.until, first, bucketMs),
  });
  return { chart, bars, span, at: performance.now() };
}

function reaches(bars: Bars, { since, until }: Span): boolean {
  const { first, bucketMs } = gridOf(bars);
  const end = first + bars.candles.length * bucketMs;
  return Math.min(end, until) - Math.max(first, since) > (until - since) * LEAST_SHARE;
}
