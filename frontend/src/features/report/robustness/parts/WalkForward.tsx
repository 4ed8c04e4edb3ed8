import { Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartOption } from "../../../../shared/charts/Chart";
import type { Ink } from "../../../../shared/charts/ink";
import { Signed } from "../../../../shared/ui/Signed";
import { Facts } from "../../overview/Facts";
import { useFigures } from "../../overview/figures";
import { Rows } from "../../tables/Rows";
import type { Report, Walk } from "../certificate/useCertificate";
import { tickDigits } from "./scale";
import { valueText } from "./Variants";
import { CheckSection } from "./Verdict";
import { aYear } from "./walks";

/** What was chosen on one stretch of time, on the next. */
export function WalkForward({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const [mode, setMode] = useState<Walk["mode"]>("rolling");
  const walks = report.walks ?? [];
  const walk = walks.find((one) => one.mode === mode) ?? walks[0];
  if (walk === undefined) {
    return null;
  }
  return (
    <CheckSection name="walkforward" verdicts={walks.map(({ result }) => result.verdict)}>
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t("walk.mode")}
          value={walk.mode}
          onChange={(value) => setMode(value === "anchored" ? "anchored" : "rolling")}
          data={walks.map((one) => ({ value: one.mode, label: t(`walk.${one.mode}`) }))}
        />
        <Text size="xs" c="var(--chart-text)">
          {t(`walk.${walk.mode}Hint`)}
        </Text>
      </Group>
      <Windows report={report} walk={walk} />
    </CheckSection>
  );
}

function Windows({ report, walk }: { report: Report; walk: Walk }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const { result } = walk;
  const rows = useMemo(
    () =>
      result.windows.map((one, place) => ({
        ...one,
        inYear: aYear(one.in_profit, one.in_start, one.in_stop),
        outYear: aYear(one.out_profit, one.out_start, one.out_stop),
        default: walk.default_profit[place] ?? 0,
      })),
    [result, walk],
  );
  const option = useMemo(
    () =>
      (ink: Ink): ChartOption => ({
        grid: { left: 8, right: 16, top: 30, bottom: 4, containLabel: true },
        legend: { top: 0, left: 0, itemHeight: 8 },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          valueFormatter: (value) => write.percent(Number(value), 2, true),
        },
        xAxis: { type: "category", data: rows.map(({ out_start }) => write.date(out_start)) },
        yAxis: {
          type: "value",
          axisLabel: { formatter: (value: number) => write.percent(value, tickDigits(value)) },
        },
        series: [
          {
            type: "bar",
            name: t("walk.in"),
            itemStyle: { color: "transparent", borderColor: ink.second, borderWidth: 1.5 },
            data: rows.map(({ inYear }) => inYear),
          },
          {
            type: "bar",
            name: t("walk.out"),
            itemStyle: { color: ink.line },
            data: rows.map(({ outYear }) => outYear),
          },
        ],
      }),
    [rows, write, t],
  );
  const label = t("walk.chart");
  return (
    <Stack gap="sm">
      <Chart
        option={option}
        label={label}
        height={240}
        note={t("walk.note")}
        table={{
          columns: [t("walk.from"), t("walk.in"), t("walk.out")],
          rows: rows.map(({ out_start, inYear, outYear }) => [
            write.date(out_start),
            write.percent(inYear, 2, true),
            write.percent(outYear, 2, true),
          ]),
        }}
      />
      <Facts
        items={[
          [t("walk.efficiency"), write.percent(result.efficiency, 0)],
          [t("walk.inYear"), write.percent(result.in_year, 2, true)],
          [t("walk.outYear"), write.percent(result.out_year, 2, true)],
          [t("walk.profitable"), write.percent(result.profitable, 0)],
          [t("walk.trades"), write.number(result.out_trades, 0)],
          [t("walk.psr"), write.percent(result.psr, 1)],
        ]}
      />
      <Rows label={t("walk.windows")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("walk.in")}</Table.Th>
            <Table.Th scope="col">{t("walk.out")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("walk.inProfit")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("walk.outProfit")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("walk.asIs")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("tile.trades")}
            </Table.Th>
            <Table.Th scope="col">{t("walk.values")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((one) => (
            <Table.Tr key={one.out_start}>
              <Table.Td miw={170}>
                {write.date(one.in_start)} – {write.date(one.in_stop)}
              </Table.Td>
              <Table.Td miw={170}>
                {write.date(one.out_start)} – {write.date(one.out_stop)}
              </Table.Td>
              {[one.in_profit, one.out_profit, one.default].map((profit, place) => (
                <Table.Td key={["in", "out", "as-is"][place]} ta="right">
                  <Signed value={profit}>{write.percent(profit, 2, true)}</Signed>
                </Table.Td>
              ))}
              <Table.Td ta="right">{write.number(one.out_trades, 0)}</Table.Td>
              <Table.Td miw={220}>
                {Object.entries(one.values ?? {})
                  .map(([name, value]) => `${name} ${valueText(report, name, value, write)}`)
                  .join(", ") || t("sweep.asIs")}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
    </Stack>
  );
}
