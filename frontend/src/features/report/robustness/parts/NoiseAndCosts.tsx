import { Stack } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../../shared/charts/Chart";
import type { Ink } from "../../../../shared/charts/ink";
import { Facts } from "../../overview/Facts";
import { useFigures } from "../../overview/figures";
import type { Report } from "../certificate/useCertificate";
import { type RangeRow, Ranges } from "./Ranges";
import { tickDigits } from "./scale";
import { CheckSection } from "./Verdict";

/** Reruns on candles that are a little different. */
export function Noise({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const { noise } = report;
  if (noise == null) {
    return null;
  }
  const rows: RangeRow[] = [
    ...(noise.profit == null
      ? []
      : [{ name: t("tile.profit"), band: noise.profit, run: noise.observed_profit }]),
    ...(noise.drawdown == null
      ? []
      : [{ name: t("tile.drawdown"), band: noise.drawdown, run: noise.observed_drawdown }]),
  ];
  return (
    <CheckSection name="noise" verdicts={[noise.verdict]}>
      {rows.length > 0 && (
        <Ranges label={t("noise.ranges")} rows={rows} write={(value) => write.percent(value, 1)} />
      )}
      <Facts
        items={[
          [t("noise.reruns"), write.number(noise.reruns, 0)],
          [t("noise.strength"), t("noise.ofRange", { share: write.percent(noise.strength, 0) })],
          [t("noise.earning"), write.percent(noise.earning, 0)],
          [t("noise.kept"), write.percent(noise.kept, 0)],
        ]}
      />
    </CheckSection>
  );
}

/** What higher fees and slippage leave of the profit. */
export function Costs({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const { costs, market } = report;
  const write = useFigures(market.currency);
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          valueFormatter: (value) => write.percent(Number(value), 2, true),
        },
        xAxis: {
          type: "category",
          data: (costs?.points ?? []).map(({ multiple }) => `${write.price(multiple)}×`),
        },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => write.percent(value, tickDigits(value)) },
        },
        series: [
          {
            type: "bar",
            name: t("tile.profit"),
            barMaxWidth: 60,
            label: {
              show: true,
              position: "top",
              color: ink.text,
              formatter: ({ value }) => write.percent(Number(value), 1, true),
            },
            data: (costs?.points ?? []).map(({ profit }) => ({
              value: profit,
              itemStyle: { color: profit < 0 ? ink.loss : ink.profit },
            })),
          },
        ],
      }),
    [costs, write, t],
  );
  if (costs == null) {
    return null;
  }
  const multiple = costs.break_even_multiple;
  return (
    <CheckSection name="costs" verdicts={[costs.verdict]}>
      <Stack gap="sm">
        <Chart
          option={option}
          label={t("costs.chart")}
          height={220}
          table={{
            columns: [t("costs.multiple"), t("costs.fee"), t("costs.slippage"), t("tile.profit")],
            rows: costs.points.map((one) => [
              `${write.price(one.multiple)}×`,
              write.percent(one.fee, 3),
              write.percent(one.slippage, 3),
              write.percent(one.profit, 2, true),
            ]),
          }}
        />
        <Facts
          items={[
            [t("costs.breakSlippage"), write.percent(costs.break_even_slippage, 3)],
            [t("costs.breakFee"), write.percent(costs.break_even_fee, 3)],
            [t("costs.breakMultiple"), multiple == null ? "–" : `${write.number(multiple, 1)}×`],
            [t("costs.gross"), write.money(costs.gross_profit_abs, true)],
            [t("costs.turnover"), write.money(costs.turnover)],
            [t("costs.fills"), write.number(costs.fills, 0)],
          ]}
        />
      </Stack>
    </CheckSection>
  );
}
