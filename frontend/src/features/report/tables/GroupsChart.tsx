import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../shared/charts/Chart";
import type { Ink } from "../../../shared/charts/ink";
import type { Group } from "../../../shared/report";
import { useFigures } from "../overview/figures";
import { sorted } from "./sorting";

/** So many of the best and of the worst are drawn; the table has them all. */
const EACH_END = 10;

/** What each group made, best first. */
export function GroupsChart({
  groups,
  currency,
  title,
}: {
  groups: readonly Group[];
  currency: string;
  title: string;
}) {
  const { t } = useTranslation("report");
  const write = useFigures(currency);
  const shown = useMemo(() => {
    const best = sorted(groups, ({ profit_total_abs }) => profit_total_abs, true);
    return best.length <= 2 * EACH_END
      ? best
      : [...best.slice(0, EACH_END), ...best.slice(-EACH_END)];
  }, [groups]);
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 24, top: 4, bottom: 4, containLabel: true },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          valueFormatter: (value) => write.money(Number(value), true),
        },
        xAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => write.number(value, 0) },
        },
        yAxis: {
          type: "category",
          inverse: true,
          data: shown.map(({ key }) => key || t("groups.untagged")),
          axisLabel: { width: 120, overflow: "truncate" },
        },
        series: [
          {
            type: "bar",
            name: t("groups.profit_total_abs"),
            barMaxWidth: 18,
            data: shown.map(({ profit_total_abs }) => ({
              value: profit_total_abs ?? 0,
              itemStyle: { color: (profit_total_abs ?? 0) < 0 ? ink.loss : ink.profit },
            })),
          },
        ],
      }),
    [shown, write, t],
  );
  return (
    <Chart
      option={option}
      label={t("groups.chart", { title, currency })}
      height={Math.min(420, 40 + 26 * shown.length)}
      table={{
        columns: [title, t("groups.profit_total_abs")],
        rows: shown.map(({ key, profit_total_abs }) => [
          key || t("groups.untagged"),
          write.money(profit_total_abs, true),
        ]),
      }}
    />
  );
}
