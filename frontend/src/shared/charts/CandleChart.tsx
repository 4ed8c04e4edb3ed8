import { Skeleton } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { arriving } from "../ui/arriving";
import type { CandleChartProps } from "./candle/types";
import { Attribution } from "./EquityChart";
import { type ChartTable, Frame } from "./Frame";
import { useInk } from "./ink";

const CandleCanvas = arriving(() =>
  import("./candle/CandleCanvas").then(({ CandleCanvas }) => CandleCanvas),
);

export type { ChartTrade, Fill } from "./candle/marks";
export type { Bars } from "./candle/types";

const PANE_PX = 96;
const LEGEND_PX = 44;

/** Candles with indicators and the orders of trades; what is looked at is the caller's to know. */
export function CandleChart(props: CandleChartProps) {
  const { label, bars, controls, note } = props;
  const ink = useInk();
  const table = useCandleTable(props);
  const panes = new Set(
    bars.indicators.filter(({ pane }) => pane === "own").map(({ name }) => name),
  );
  const height = props.height + LEGEND_PX + panes.size * PANE_PX;
  return (
    <Frame
      label={label}
      height={height}
      table={table}
      controls={controls}
      note={
        <>
          {note} <Attribution />
        </>
      }
    >
      <Suspense fallback={<Skeleton height={height} animate={false} />}>
        <CandleCanvas {...props} ink={ink} />
      </Suspense>
    </Frame>
  );
}

function useCandleTable({ bars, seen }: CandleChartProps): () => ChartTable {
  const { t } = useTranslation("trades");
  const formats = useFormats();
  const price = (value: number | null | undefined) => (value == null ? "–" : formats.price(value));
  return () => ({
    columns: [
      t("chart.opened"),
      t("chart.open"),
      t("chart.high"),
      t("chart.low"),
      t("chart.close"),
      t("chart.volume"),
      ...bars.indicators.map(({ label }) => label),
    ],
    rows: bars.candles.flatMap(([at, open, high, low, close, volume], row) =>
      at < seen.since - bars.bucket_minutes * 60_000 || at > seen.until
        ? []
        : [
            [
              formats.dateTime(at),
              price(open),
              price(high),
              price(low),
              price(close),
              formats.number(volume, 2),
              ...bars.indicators.map(({ values }) => price(values[row])),
            ],
          ],
    ),
  });
}
