import { SegmentedControl, Stack } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../shared/charts/Chart";
import type { Ink } from "../../../shared/charts/ink";
import type { Result } from "../../../shared/report";
import { REPORT_PERIODS } from "../../../shared/report/parts";
import { Empty } from "../../../shared/ui/States";
import { useFigures } from "../overview/figures";
import { Section } from "../overview/Section";
import { type By, usePeriodName } from "./names";
import { PeriodsTable } from "./PeriodsTable";

const route = getRouteApi("/signed/runs/$run");

/** Profit by year, month, week, day or day of the week. */
export function PeriodsTab({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const { run } = route.useParams();
  const { by = "month" } = route.useSearch();
  const navigate = useNavigate();
  if (result.trades.length === 0) {
    return <Empty title={t("groups.none")}>{t("groups.noneHint")}</Empty>;
  }
  return (
    <Section
      title={t(`periods.by.${by}`)}
      beside={
        <SegmentedControl
          size="xs"
          aria-label={t("periods.label")}
          value={by}
          data={REPORT_PERIODS.map((each) => ({ value: each, label: t(`periods.${each}`) }))}
          onChange={(to) =>
            void navigate({
              to: "/runs/$run",
              params: { run },
              search: (kept) => ({ ...kept, by: to as By }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <Stack gap="md">
        <PeriodsChart by={by} result={result} />
        <PeriodsTable key={by} by={by} result={result} />
      </Stack>
    </Section>
  );
}

function PeriodsChart({ by, result }: { by: By; result: Result }) {
  const { t } = useTranslation("report");
  const write = useFigures(result.settings.stake_currency);
  const name = usePeriodName(by);
  const periods = result.by_period[by];
  const names = useMemo(() => periods.map(name), [periods, name]);
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 12, top: 12, bottom: 8, containLabel: true },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          valueFormatter: (value) => write.money(Number(value), true),
        },
        xAxis: { type: "category", data: names, axisLabel: { hideOverlap: true } },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => write.number(value, 0) },
        },
        series: [
          {
            type: "bar",
            name: t("periods.profit"),
            barMaxWidth: 40,
            data: periods.map(({ profit_abs }) => ({
              value: profit_abs ?? 0,
              itemStyle: { color: (profit_abs ?? 0) < 0 ? ink.loss : ink.profit },
            })),
          },
        ],
      }),
    [periods, names, write, t],
  );
  return (
    <Chart
      option={option}
      label={t("periods.chart", { currency: result.settings.stake_currency })}
      height={240}
      table={{
        columns: [t("periods.period"), t("periods.profit")],
        rows: periods.map(({ profit_abs }, place) => [
          names[place] ?? "",
          write.money(profit_abs, true),
        ]),
      }}
    />
  );
}
