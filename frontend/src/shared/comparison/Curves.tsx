import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../charts/Chart";
import type { Ink } from "../charts/ink";
import { useFormats } from "../format/useFormats";
import { Failed } from "../ui/States";
import { normalised, together } from "./curves";
import { type Comparison, letterOf } from "./figures";
import { Part } from "./Part";
import { curveStyle } from "./styles";
import type { Results } from "./useResults";

/** The accounts over time, each as the change since its start. */
export function Curves({ comparison, results }: { comparison: Comparison; results: Results }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const curves = useMemo(
    () =>
      results.found.map((result) =>
        result === undefined ? [] : normalised(result.series, result.metrics.starting_balance),
      ),
    [results.found],
  );
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
      {results.error !== null && <Failed error={results.error} />}
      <Chart
        option={option}
        label={t("curves.label")}
        height={320}
        note={results.pending ? t("curves.reading") : t("curves.note")}
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
