import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../shared/charts/Chart";
import type { Ink } from "../../../shared/charts/ink";
import { useFormats } from "../../../shared/format/useFormats";
import type { Result } from "../../../shared/report";
import { Section } from "./Section";
import { histogram } from "./shapes";

/** How many trades made how much. */
export function Profits({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const bins = useMemo(
    () => histogram(result.trades.map(({ profit_ratio }) => profit_ratio)),
    [result],
  );
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 12, top: 12, bottom: 24, containLabel: true },
        tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
        xAxis: {
          type: "category",
          data: bins.map(
            ({ from, to }) => `${formats.percent(from, 1)} … ${formats.percent(to, 1)}`,
          ),
          axisLabel: {
            hideOverlap: true,
            formatter: (range: string) => range.split(" … ")[0] ?? "",
          },
          name: t("profits.axis"),
          nameLocation: "middle",
          nameGap: 28,
        },
        yAxis: { type: "value", minInterval: 1 },
        series: [
          {
            type: "bar",
            name: t("profits.trades"),
            barCategoryGap: "12%",
            data: bins.map(({ from, count }) => ({
              value: count,
              itemStyle: { color: from < 0 ? ink.loss : ink.profit },
            })),
          },
        ],
      }),
    [bins, formats, t],
  );
  return (
    <Section title={t("profits.title")}>
      <Chart
        option={option}
        label={t("profits.label")}
        height={260}
        table={{
          columns: [t("profits.axis"), t("profits.trades")],
          rows: bins.map(({ from, to, count }) => [
            `${formats.percent(from, 1)} … ${formats.percent(to, 1)}`,
            formats.number(count, 0),
          ]),
        }}
        note={t("profits.note")}
      />
    </Section>
  );
}
