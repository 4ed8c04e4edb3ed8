import { SegmentedControl, Stack, Text, useMatches } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../../shared/charts/Chart";
import type { Ink } from "../../../../shared/charts/ink";
import { Facts } from "../../overview/Facts";
import { useFigures } from "../../overview/figures";
import type { Report, MonteCarlo as Simulation } from "../certificate/useCertificate";
import { type RangeRow, Ranges } from "./Ranges";
import { CheckSection } from "./Verdict";

/** The same trades or days in other histories. */
export function MonteCarlo({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const [method, setMethod] = useState<Simulation["method"]>("shuffle");
  const orientation = useMatches({ base: "vertical", xs: "horizontal" } as const);
  const all = report.monte_carlo ?? [];
  const found = all.find((one) => one.method === method) ?? all[0];
  if (found === undefined) {
    return null;
  }
  return (
    <CheckSection name="montecarlo" verdicts={all.map(({ verdict }) => verdict)}>
      <SegmentedControl
        size="xs"
        aria-label={t("paths.method")}
        value={found.method}
        orientation={orientation}
        onChange={(value) =>
          setMethod(all.find((one) => one.method === value)?.method ?? "shuffle")
        }
        data={all.map((one) => ({ value: one.method, label: t(`paths.${one.method}`) }))}
        style={{ alignSelf: "flex-start" }}
      />
      <Text size="xs" c="var(--chart-text)">
        {t(`paths.${found.method}Hint`)}
      </Text>
      <Paths report={report} found={found} />
    </CheckSection>
  );
}

function Paths({ report, found }: { report: Report; found: Simulation }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const { fan } = found;
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => {
        const [low = [], middle = [], high = []] = outerAndMiddle(fan?.quantiles, fan?.curves);
        const steps = fan?.step ?? [];
        const line = (
          name: string,
          values: readonly number[],
          color: string,
          type: "solid" | "dashed",
        ) => ({
          type: "line" as const,
          name,
          showSymbol: false,
          lineStyle: { color, width: 2, type },
          itemStyle: { color },
          data: values.map((value, place): [number, number] => [steps[place] ?? 0, value]),
        });
        return {
          grid: { left: 8, right: 16, top: 30, bottom: 24, containLabel: true },
          legend: {
            type: "scroll",
            top: 0,
            left: 0,
            itemHeight: 8,
            data: [t("paths.low"), t("paths.middle"), t("paths.high"), t("paths.run")],
          },
          tooltip: { trigger: "axis", valueFormatter: (value) => write.money(Number(value)) },
          xAxis: {
            type: "value",
            name: t(found.method === "blocks" ? "paths.days" : "paths.trades"),
            nameLocation: "middle",
            nameGap: 26,
            max: "dataMax",
          },
          yAxis: {
            type: "value",
            scale: true,
            axisLabel: { formatter: (value: number) => write.number(value, 0) },
          },
          series: [
            line(t("paths.high"), high, ink.profit, "dashed"),
            line(t("paths.middle"), middle, ink.text, "solid"),
            line(t("paths.low"), low, ink.loss, "dashed"),
            line(t("paths.run"), fan?.observed ?? [], ink.second, "solid"),
          ],
        };
      },
    [fan, found.method, write, t],
  );
  const rows: RangeRow[] = [
    ...(found.profit == null
      ? []
      : [{ name: t("tile.profit"), band: found.profit, run: found.observed_profit ?? null }]),
    ...(found.drawdown == null
      ? []
      : [{ name: t("tile.drawdown"), band: found.drawdown, run: found.observed_drawdown ?? null }]),
  ];
  return (
    <Stack gap="sm">
      {fan != null && (
        <Chart
          option={option}
          label={t("paths.chart", { currency: report.market.currency })}
          height={280}
          table={() => ({
            columns: [
              t(found.method === "blocks" ? "paths.days" : "paths.trades"),
              ...fan.quantiles.map((quantile) => write.percent(quantile, 0)),
              t("paths.run"),
            ],
            rows: fan.step.map((step, at) => [
              write.number(step, 0),
              ...fan.curves.map((curve) => write.money(curve[at])),
              write.money(fan.observed[at]),
            ]),
          })}
        />
      )}
      {rows.length > 0 && (
        <Ranges label={t("paths.ranges")} rows={rows} write={(value) => write.percent(value, 1)} />
      )}
      <Facts
        items={[
          [t("paths.count"), write.number(found.paths, 0)],
          [t("paths.losing"), write.percent(found.losing_paths, 1)],
          [t("paths.worse"), write.percent(found.worse_drawdowns, 1)],
          [
            t("paths.ruin", { level: write.percent(found.ruin_level, 0) }),
            write.percent(found.ruin, 1),
          ],
        ]}
      />
    </Stack>
  );
}

/** The lowest, the middle and the highest of the quantiles' curves. */
function outerAndMiddle(
  quantiles: readonly number[] | undefined,
  curves: readonly (readonly number[])[] | undefined,
): (readonly number[])[] {
  if (quantiles === undefined || curves === undefined) {
    return [];
  }
  const order = quantiles
    .map((_, place) => place)
    .sort((one, other) => (quantiles[one] ?? 0) - (quantiles[other] ?? 0));
  return [order[0], order[Math.floor(order.length / 2)], order.at(-1)].map(
    (place) => curves[place ?? 0] ?? [],
  );
}
