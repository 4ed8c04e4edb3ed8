import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../charts/Chart";
import type { Ink } from "../charts/ink";
import { useFormats } from "../format/useFormats";
import { runResult } from "../report";
import { Failed } from "../ui/States";
import { type CurvePoint, normalised, together } from "./curves";
import { type Comparison, letterOf } from "./figures";
import { Part } from "./Part";
import { curveStyle } from "./styles";

/** The accounts over time, each as the change since its start. */
export function Curves({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const queries = useQueryClient();
  const { curves, error, pending } = useQueries({
    queries: comparison.runs.map(({ id }) => ({
      ...runResult(id, queries),
      select: ({ series, metrics }: Parameters<typeof curveOf>[0]) => curveOf({ series, metrics }),
    })),
    combine: (results) => ({
      curves: results.map(({ data }): CurvePoint[] => data ?? []),
      error: results.find((one) => one.error !== null)?.error ?? null,
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  const names = useMemo(
    () => comparison.runs.map(({ title }, place) => `${letterOf(place)} ${title}`.trim()),
    [comparison],
  );
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 30, top: 12, bottom: 4, containLabel: true },
        tooltip: {
          trigger: "axis",
          valueFormatter: (value) =>
            value == null ? "–" : formats.percent(Number(value), 2, true),
        },
        xAxis: { type: "time" },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => formats.percent(value, 0) },
        },
        series: curves.map((curve, place) => {
          const { color, type } = curveStyle(place, ink);
          return {
            type: "line",
            name: names[place] ?? "",
            showSymbol: false,
            sampling: "lttb",
            lineStyle: { color, type, width: 2 },
            itemStyle: { color },
            endLabel: { show: true, formatter: letterOf(place), color: ink.text, fontWeight: 600 },
            labelLayout: { moveOverlap: "shiftY" },
            data: curve,
          };
        }),
      }),
    [curves, names, formats],
  );
  return (
    <Part title={t("curves.title")}>
      {error !== null && <Failed error={error} />}
      <Chart
        option={option}
        label={t("curves.label")}
        height={320}
        note={pending ? t("curves.reading") : t("curves.note")}
        table={() => ({
          columns: [t("curves.day"), ...names],
          rows: together(curves).map(({ at, values }) => [
            formats.date(at),
            ...values.map((value) => (value === null ? "–" : formats.percent(value, 2, true))),
          ]),
        })}
      />
    </Part>
  );
}

function curveOf({
  series,
  metrics,
}: {
  series: Parameters<typeof normalised>[0];
  metrics: { starting_balance: number };
}): CurvePoint[] {
  return normalised(series, metrics.starting_balance);
}
