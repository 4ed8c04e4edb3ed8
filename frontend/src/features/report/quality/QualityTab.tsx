import { Group, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CandleQuality, Result } from "../../../shared/report";
import { repairs } from "../../../shared/report/repairs";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { useFigures } from "../overview/figures";
import { Section } from "../overview/Section";
import { Rows } from "../tables/Rows";

/** What the candles were: how many, what was missing, what was repaired, and what to know. */
export function QualityTab({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const { candles } = result.data_quality;
  return (
    <Section title={t("tab.quality")} beside={result.data_quality.synthetic && <SyntheticBadge />}>
      <Stack gap="sm">
        <Text size="sm" c="var(--chart-text)">
          {t("quality.hint")}
        </Text>
        <Rows label={t("tab.quality")}>
          <Table.Thead>
            <Table.Tr>
              {(["pair", "timeframe"] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`quality.${column}`)}
                </Table.Th>
              ))}
              {(["candles", "first", "last", "gaps", "filled", "longest", "outliers"] as const).map(
                (column) => (
                  <Table.Th key={column} scope="col" ta="right">
                    {t(`quality.${column}`)}
                  </Table.Th>
                ),
              )}
              <Table.Th scope="col">{t("quality.remarks")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {candles.map((one) => (
              <Series key={`${one.pair} ${one.timeframe}`} one={one} />
            ))}
          </Table.Tbody>
        </Rows>
      </Stack>
    </Section>
  );
}

function Series({ one }: { one: CandleQuality }) {
  const { t } = useTranslation("report");
  const write = useFigures("");
  const day = (instant: string | null) => (instant === null ? "–" : write.date(instant));
  const repaired = repairs(one).map(([name, count]) =>
    t(`quality.repair.${name}`, { count, shown: write.number(count, 0) }),
  );
  const remarks = [
    ...repaired,
    ...(one.resampled_from == null ? [] : [t("quality.resampled", { from: one.resampled_from })]),
    ...one.remarks,
  ];
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Group gap={6} wrap="nowrap">
          {one.pair}
          {one.synthetic && <SyntheticBadge />}
        </Group>
      </Table.Th>
      <Table.Td>{one.timeframe}</Table.Td>
      <Table.Td ta="right">{write.number(one.candles, 0)}</Table.Td>
      <Table.Td ta="right">{day(one.first)}</Table.Td>
      <Table.Td ta="right">{day(one.last)}</Table.Td>
      <Table.Td ta="right">{write.number(one.gaps, 0)}</Table.Td>
      <Table.Td ta="right">{write.number(one.filled, 0)}</Table.Td>
      <Table.Td ta="right">{write.lasting(one.longest_gap_minutes * 60)}</Table.Td>
      <Table.Td ta="right">{write.number(one.outliers, 0)}</Table.Td>
      <Table.Td miw={220}>{remarks.length === 0 ? "–" : remarks.join("; ")}</Table.Td>
    </Table.Tr>
  );
}
