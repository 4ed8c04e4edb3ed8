import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../shared/charts/Chart";
import type { Ink } from "../../../shared/charts/ink";
import { useFormats } from "../../../shared/format/useFormats";
import type { Result } from "../../../shared/report";
import { Section } from "./Section";
import { held } from "./shapes";

/** How long trades were held, and what they made. */
export function Durations({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const { won, lost } = useMemo(() => held(result.trades), [result]);
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 16, top: 28, bottom: 24, containLabel: true },
        legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 10 },
        tooltip: {
          trigger: "item",
          formatter: (one) => {
            const value = Array.isArray(one) ? undefined : one.value;
            const [hours, profit] = Array.isArray(value) ? value.map(Number) : [];
            return `${formats.duration((hours ?? 0) * 3600)}, ${formats.percent((profit ?? 0) / 100, 2, true)}`;
          },
        },
        xAxis: {
          type: "value",
          min: 0,
          name: t("durations.axis"),
          nameLocation: "middle",
          nameGap: 28,
          axisLabel: { formatter: (hours: number) => formats.number(hours, 0) },
        },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (profit: number) => formats.percent(profit / 100, 0) },
        },
        series: [
          {
            type: "scatter",
            name: t("durations.won"),
            data: won,
            symbol: "circle",
            symbolSize: 7,
            large: won.length > 2000,
            itemStyle: { color: ink.profit, opacity: 0.75 },
          },
          {
            type: "scatter",
            name: t("durations.lost"),
            data: lost,
            symbol: "triangle",
            symbolSize: 8,
            large: lost.length > 2000,
            itemStyle: { color: ink.loss, opacity: 0.75 },
          },
        ],
      }),
    [won, lost, formats, t],
  );
  return (
    <Section title={t("durations.title")}>
      <Chart
        option={option}
        label={t("durations.label")}
        height={260}
        table={() => ({
          columns: [t("durations.pair"), t("durations.held"), t("durations.profit")],
          rows: result.trades.map((trade) => [
            `${trade.pair} ${formats.dateTime(trade.open_date)}`,
            formats.duration(trade.duration_minutes * 60),
            formats.percent(trade.profit_ratio, 2, true),
          ]),
        })}
        note={t("durations.note")}
      />
    </Section>
  );
}
