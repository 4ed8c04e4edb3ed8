import { Stack, Table, Text } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrinting } from "../../../shared/charts/printing";
import type { Group, Result } from "../../../shared/report";
import { Empty } from "../../../shared/ui/States";
import { useFigures } from "../overview/figures";
import { Section } from "../overview/Section";
import { COLUMNS, type Column, written } from "./columns";
import { GroupsChart } from "./GroupsChart";
import { Rows } from "./Rows";
import { SortHead } from "./SortHead";
import { type Order, sorted } from "./sorting";

type Kind = "pairs" | "entries" | "exits";

const OF: Record<Kind, (result: Result) => Group[]> = {
  pairs: (result) => result.by_pair,
  entries: (result) => result.by_enter_tag,
  exits: (result) => result.by_exit_reason,
};
/** What fits on paper. */
const ON_PAPER = new Set([
  "key",
  "trades",
  "profit_total_abs",
  "profit_total",
  "winrate",
  "profit_factor",
]);

/** The trades by what they share, as a chart and a table that sorts. */
export function GroupsTab({ kind, result }: { kind: Kind; result: Result }) {
  const { t } = useTranslation("report");
  const write = useFigures(result.settings.stake_currency);
  const printing = usePrinting();
  const [order, setOrder] = useState<Order>({ column: "profit_total_abs", down: true });
  const groups = OF[kind](result);
  const column = COLUMNS.find(({ name }) => name === order.column) ?? COLUMNS[0];
  const rows = useMemo(
    () => sorted(groups, column.value, order.down),
    [groups, column, order.down],
  );
  const columns: readonly Column[] = printing
    ? COLUMNS.filter(({ name }) => ON_PAPER.has(name))
    : COLUMNS;
  const title = t(`tab.${kind}`);

  if (groups.length === 0) {
    return <Empty title={t("groups.none")}>{t("groups.noneHint")}</Empty>;
  }
  const cell = (row: Group, one: Column): ReactNode => written(one, row, write);
  return (
    <Section title={title}>
      <Stack gap="md">
        {!printing && groups.length > 1 && (
          <GroupsChart groups={groups} currency={result.settings.stake_currency} title={title} />
        )}
        <Rows label={title}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ name, numeric }) => (
                <SortHead
                  key={name}
                  column={name}
                  title={name === "key" ? t(`groups.key.${kind}`) : t(`groups.${name}`)}
                  numeric={numeric}
                  order={order}
                  onOrder={setOrder}
                />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key}>
                {columns.map((one) =>
                  one.name === "key" ? (
                    <Table.Th key={one.name} scope="row" miw={110}>
                      {row.key === "" ? t("groups.untagged") : row.key}
                    </Table.Th>
                  ) : (
                    <Table.Td key={one.name} ta="right" style={{ whiteSpace: "nowrap" }}>
                      {cell(row, one)}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Rows>
        <Text size="xs" c="var(--chart-text)" className="no-print">
          {t("groups.note")}
        </Text>
      </Stack>
    </Section>
  );
}
