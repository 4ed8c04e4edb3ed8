import { SimpleGrid, Table } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../../shared/charts/Chart";
import type { Ink } from "../../../../shared/charts/ink";
import { Signed } from "../../../../shared/ui/Signed";
import { Facts } from "../../overview/Facts";
import { useFigures } from "../../overview/figures";
import { Rows } from "../../tables/Rows";
import type { Report } from "../certificate/useCertificate";
import { tickDigits } from "./scale";
import { CheckSection } from "./Verdict";

interface ProfitBarsProps {
  label: string;
  /** What the bars are of. */
  of: string;
  currency: string;
  bars: readonly { name: string; profit: number }[];
}

/** Profits as fractions, a bar each. */
function ProfitBars({ label, of, currency, bars }: ProfitBarsProps) {
  const { t } = useTranslation("robustness");
  const write = useFigures(currency);
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 12, top: 12, bottom: 24, containLabel: true },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          valueFormatter: (value) => write.percent(Number(value), 2, true),
        },
        xAxis: {
          type: "category",
          data: bars.map(({ name }) => name),
          axisLabel: { width: 84, overflow: "break", interval: bars.length > 6 ? "auto" : 0 },
          name: of,
          nameLocation: "middle",
          nameGap: 26,
        },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => write.percent(value, tickDigits(value)) },
        },
        series: [
          {
            type: "bar",
            name: t("tile.profit"),
            barMaxWidth: 48,
            data: bars.map(({ profit }) => ({
              value: profit,
              itemStyle: { color: profit < 0 ? ink.loss : ink.profit },
            })),
          },
        ],
      }),
    [bars, of, write, t],
  );
  return (
    <Chart
      option={option}
      label={label}
      height={220}
      table={{
        columns: [of, t("tile.profit")],
        rows: bars.map(({ name, profit }) => [name, write.percent(profit, 2, true)]),
      }}
    />
  );
}

/** In which markets the profit was made. */
export function Regimes({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const { regimes, market } = report;
  const write = useFigures(market.currency);
  const bars = useMemo(
    () => (regimes?.axes ?? []).map(({ name, profit }) => ({ name: t(`regime.${name}`), profit })),
    [regimes, t],
  );
  const quarters = useMemo(() => regimes?.quarters ?? [], [regimes]);
  if (regimes == null) {
    return null;
  }
  return (
    <CheckSection name="regimes" verdicts={[regimes.verdict]}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <ProfitBars
          label={t("regimes.chart")}
          of={t("regimes.market")}
          currency={market.currency}
          bars={bars}
        />
        <ProfitBars
          label={t("regimes.quarters")}
          of={t("regimes.quarter")}
          currency={market.currency}
          bars={quarters}
        />
      </SimpleGrid>
      <Rows label={t("regimes.chart")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("regimes.market")}</Table.Th>
            {(["days", "trades", "winrate", "profit", "share", "sharpe"] as const).map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {t(`regimes.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(regimes.axes ?? []).map((one) => (
            <Table.Tr key={one.name}>
              <Table.Th scope="row" miw={140}>
                {t(`regime.${one.name}`)}
              </Table.Th>
              <Table.Td ta="right">{write.number(one.days, 0)}</Table.Td>
              <Table.Td ta="right">{write.number(one.trades, 0)}</Table.Td>
              <Table.Td ta="right">{write.percent(one.winrate, 1)}</Table.Td>
              <Table.Td ta="right">
                <Signed value={one.profit}>{write.percent(one.profit, 2, true)}</Signed>
              </Table.Td>
              <Table.Td ta="right">{write.percent(one.share, 0)}</Table.Td>
              <Table.Td ta="right">{write.ratio(one.sharpe_year)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
      <Facts
        items={[
          [t("regimes.profitable"), write.percent(regimes.profitable_quarters, 0)],
          [t("regimes.best"), regimes.best == null ? "–" : regimes.best.name],
          [t("regimes.bestShare"), write.percent(regimes.best_share, 0)],
          [t("regimes.withoutBest"), write.percent(regimes.without_best, 2, true)],
        ]}
      />
    </CheckSection>
  );
}

/** How much hangs on a handful of trades. */
export function Dependence({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const { dependence, market } = report;
  const write = useFigures(market.currency);
  const bars = useMemo(
    () => [
      { name: "0", profit: dependence?.profit ?? 0 },
      ...(dependence?.without ?? []).map(({ trades, profit }) => ({
        name: write.number(trades, 0),
        profit,
      })),
    ],
    [dependence, write],
  );
  const pairs = useMemo(
    () => (dependence?.pairs ?? []).map(({ pair, profit }) => ({ name: pair, profit })),
    [dependence],
  );
  if (dependence == null) {
    return null;
  }
  return (
    <CheckSection name="dependence" verdicts={[dependence.verdict]}>
      <SimpleGrid cols={{ base: 1, md: pairs.length > 1 ? 2 : 1 }} spacing="md">
        <ProfitBars
          label={t("few.chart")}
          of={t("few.trades")}
          currency={market.currency}
          bars={bars}
        />
        {pairs.length > 1 && (
          <ProfitBars
            label={t("few.pairs")}
            of={t("bias.pair")}
            currency={market.currency}
            bars={pairs}
          />
        )}
      </SimpleGrid>
      <Facts
        items={[
          [
            t("few.toZero"),
            dependence.trades_to_zero == null ? "–" : write.number(dependence.trades_to_zero, 0),
          ],
          [
            t("few.effective"),
            dependence.effective_wins == null ? "–" : write.number(dependence.effective_wins, 1),
          ],
          [t("few.gini"), dependence.gini == null ? "–" : write.number(dependence.gini)],
          [t("few.withoutPair"), write.percent(dependence.without_best_pair, 2, true)],
          [t("few.streak"), write.number(dependence.losing_streak ?? 0, 0)],
          [
            t("few.expected"),
            dependence.expected_streak == null ? "–" : write.number(dependence.expected_streak, 1),
          ],
          [t("few.chance"), write.percent(dependence.streak_chance, 0)],
        ]}
      />
    </CheckSection>
  );
}
