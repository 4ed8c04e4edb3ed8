import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { answer, api } from "../../../shared/api/client";
import { runKeys } from "../../../shared/api/queries/runs";
import type { Bars } from "../../../shared/charts/CandleChart";
import {
  allOf,
  candleMsOf,
  POINTS,
  roomOf,
  type Span,
  type Whole,
  windowOf,
} from "../../../shared/charts/candle/span";

/** Candles of a run: `null` for all of them, as wide as it takes. */
function useWindow(run: string, pair: string, window: Span | null, enabled = true) {
  return useQuery({
    queryKey: [...runKeys.one(run), "chart", pair, window],
    queryFn: async ({ signal }): Promise<Bars> => {
      const between =
        window === null
          ? {}
          : {
              since: new Date(window.since).toISOString(),
              until: new Date(window.until).toISOString(),
            };
      const chart = await answer(
        api.GET("/v1/runs/{run}/chart", {
          params: { path: { run }, query: { pair, points: POINTS, ...between } },
          signal,
        }),
      );
      // The client's types make lists of tuples; the schema knows that they are six numbers.
      return chart as unknown as Bars;
    },
    enabled,
    staleTime: 10 * 60_000,
    // What is there stays in sight until the finer or the next window has come.
    placeholderData: (before) => (before?.pair === pair ? before : undefined),
  });
}

/** The candles to draw for what is looked at; everything at first. */
export function useCandles(run: string, pair: string) {
  const [place, setPlace] = useState<{ pair: string; span: Span } | null>(null);
  const whole = useWindow(run, pair, null);
  const { known, all } = useMemo(() => spansOf(whole.data), [whole.data]);
  const everything = useMemo(() => (known === null ? null : roomOf(known)), [known]);
  const seen = place !== null && place.pair === pair ? place.span : everything;
  const window = known === null || seen === null ? null : windowOf(seen, known);
  const isAll = window === null || (window.since === all?.since && window.until === all.until);
  const fine = useWindow(run, pair, window, !isAll);
  return {
    whole: known,
    /** Another one with each move; the same as long as nobody moves. */
    seen,
    see: (span: Span) => setPlace({ pair, span }),
    bars: isAll ? whole.data : (fine.data ?? whole.data),
    loading: whole.isPending || (!isAll && fine.isFetching),
    error: whole.error ?? (isAll ? null : fine.error),
    again: () => void (whole.error === null ? fine.refetch() : whole.refetch()),
  };
}

function spansOf(bars: Bars | undefined): { known: Whole | null; all: Span | null } {
  if (bars === undefined) {
    return { known: null, all: null };
  }
  const known = { first: bars.first, last: bars.last, candleMs: candleMsOf(bars.timeframe) };
  return { known, all: allOf(known) };
}
