import { Anchor, Skeleton } from "@mantine/core";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { arriving } from "../ui/arriving";
import { type ChartTable, Frame } from "./Frame";
import { useInk } from "./ink";

const EquityCanvas = arriving(() =>
  import("./EquityCanvas").then(({ EquityCanvas }) => EquityCanvas),
);

/** Milliseconds since the epoch, and the value then. */
export type Point = readonly [number, number];

export interface EquityMarker {
  at: number;
  kind: "up" | "down" | "dot";
  text?: string;
}

export interface EquityChartProps {
  points: readonly Point[];
  currency: string;
  label: string;
  height: number;
  /** A second line, dashed: buying and holding, or what was before a change. */
  compare?: readonly Point[];
  /** What the lines are called, `points` first. */
  names?: readonly [string, string];
  /** Falls below the peak, as fractions of 0 and less, in a pane of their own below. */
  underwater?: readonly Point[];
  underwaterName?: string;
  log?: boolean;
  markers?: readonly EquityMarker[];
  controls?: ReactNode;
  note?: ReactNode;
}

/** The account's value over time. Draws hundreds of thousands of points, and redraws at once. */
export function EquityChart({ controls, note, ...drawn }: EquityChartProps) {
  const ink = useInk();
  const table = useEquityTable(drawn);
  return (
    <Frame
      label={drawn.label}
      height={drawn.height}
      table={table}
      controls={controls}
      note={
        <>
          {note} <Attribution />
        </>
      }
    >
      <Suspense fallback={<Skeleton height={drawn.height} animate={false} />}>
        <EquityCanvas {...drawn} ink={ink} />
      </Suspense>
    </Frame>
  );
}

/** Whose charts these are: their licence wants it said, with a link, where they are shown. */
export function Attribution() {
  return (
    <Anchor
      href="https://www.tradingview.com/"
      target="_blank"
      rel="noreferrer"
      size="xs"
      c="var(--chart-text)"
      underline="always"
      className="no-print"
    >
      Lightweight Charts™ © TradingView
    </Anchor>
  );
}

function useEquityTable({
  points,
  compare,
  underwater,
  currency,
  label,
  names,
  underwaterName,
}: EquityChartProps): () => ChartTable {
  const formats = useFormats();
  const { t } = useTranslation();
  return () => {
    const other = new Map(compare);
    const falls = new Map(underwater);
    const written = (value: number | undefined) =>
      value === undefined ? "–" : formats.money(value, currency);
    return {
      columns: [
        t("time.date"),
        names?.[0] ?? label,
        ...(compare === undefined ? [] : [names?.[1] ?? ""]),
        ...(underwater === undefined ? [] : [underwaterName ?? ""]),
      ],
      rows: points.map(([at, value]) => [
        formats.date(at),
        written(value),
        ...(compare === undefined ? [] : [written(other.get(at))]),
        ...(underwater === undefined ? [] : [formats.percent(falls.get(at) ?? 0)]),
      ]),
    };
  };
}
