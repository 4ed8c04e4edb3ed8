import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Result } from "../../../shared/report";
import { Signed } from "../../../shared/ui/Signed";
import { Rows } from "../tables/Rows";
import { Section } from "./Section";
import { byYear } from "./shapes";

/** Profit by month and year: a table that is its own heat map. */
export function Months({ result }: { result: Result }) {
  const { t, i18n } = useTranslation("report");
  const formats = useFormats();
  const rows = byYear(result.metrics.months);
  const strongest = Math.max(
    1e-9,
    ...result.metrics.months.map(({ profit }) => Math.abs(profit ?? 0)),
  );
  const name = new Intl.DateTimeFormat(i18n.language, { month: "short", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, place) => name.format(Date.UTC(2024, place, 1)));
  return (
    <Section title={t("months.title")}>
      <Rows label={t("months.title")} striped={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("months.year")}</Table.Th>
            {months.map((month) => (
              <Table.Th key={month} scope="col" ta="right">
                {month}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {t("months.total")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.year}>
              <Table.Th scope="row" miw={56}>
                {row.year}
              </Table.Th>
              {row.months.map((month, place) => (
                <Table.Td
                  key={months[place]}
                  ta="right"
                  px={6}
                  miw={64}
                  style={{ background: shade(month?.profit ?? null, strongest) }}
                >
                  {month?.profit != null && month.trades > 0 ? (
                    <Signed value={month.profit} size="xs">
                      {formats.percent(month.profit, 1)}
                    </Signed>
                  ) : (
                    <Text span size="xs" c="var(--chart-text)">
                      {month === undefined ? "" : "–"}
                    </Text>
                  )}
                </Table.Td>
              ))}
              <Table.Td ta="right" fw={650}>
                <Signed value={row.profit} size="sm">
                  {formats.percent(row.profit, 1)}
                </Signed>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
      <Text size="xs" c="var(--chart-text)" mt="xs">
        {t("months.note")}
      </Text>
    </Section>
  );
}

/** A ground as strong as the month was, never so strong that its figure is hard to read. */
function shade(profit: number | null, strongest: number): string {
  if (profit === null || profit === 0) {
    return "transparent";
  }
  const share = Math.round(4 + 12 * Math.min(1, Math.abs(profit) / strongest));
  return `color-mix(in srgb, var(${profit > 0 ? "--profit" : "--loss"}) ${share}%, transparent)`;
}
