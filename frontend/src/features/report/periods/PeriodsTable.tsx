import { Button, Table } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrinting } from "../../../shared/charts/printing";
import type { Period, Result } from "../../../shared/report";
import { Signed } from "../../../shared/ui/Signed";
import { useFigures } from "../overview/figures";
import { Rows } from "../tables/Rows";
import { SortHead } from "../tables/SortHead";
import { type Cell, type Order, sorted } from "../tables/sorting";
import { type By, usePeriodName } from "./names";

const ROWS_AT_ONCE = 100;

const VALUES: Record<string, (row: Period) => Cell> = {
  trades: ({ trades }) => trades,
  profit: ({ profit_abs }) => profit_abs,
  outcome: ({ wins, losses }) => wins - losses,
  factor: ({ profit_factor, losses, wins }) =>
    losses > 0 ? profit_factor : wins > 0 ? Number.POSITIVE_INFINITY : null,
};
const COLUMNS = ["trades", "profit", "outcome", "factor"] as const;

/** Periods in their own order until a column is asked for. */
export function PeriodsTable({ by, result }: { by: By; result: Result }) {
  const { t } = useTranslation("report");
  const { t: common } = useTranslation();
  const write = useFigures(result.settings.stake_currency);
  const name = usePeriodName(by);
  const printing = usePrinting();
  const [order, setOrder] = useState<Order>({ column: "period", down: false });
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const periods = result.by_period[by];
  const value = VALUES[order.column];
  // Their own order is time's, for which a name of a weekday is no key.
  const rows =
    value === undefined
      ? order.down
        ? [...periods].reverse()
        : periods
      : sorted(periods, value, order.down);
  const label = t(`periods.by.${by}`);
  return (
    <>
      <Rows label={label}>
        <Table.Thead>
          <Table.Tr>
            <SortHead
              column="period"
              title={t("periods.period")}
              numeric={false}
              order={order}
              onOrder={setOrder}
            />
            {COLUMNS.map((column) => (
              <SortHead
                key={column}
                column={column}
                title={t(`periods.${column}`)}
                numeric
                order={order}
                onOrder={setOrder}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, printing ? undefined : most).map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row">{name(row)}</Table.Th>
              <Table.Td ta="right">{write.number(row.trades, 0)}</Table.Td>
              <Table.Td ta="right">
                {row.profit_abs === null || row.trades === 0 ? (
                  "–"
                ) : (
                  <Signed value={row.profit_abs}>{write.money(row.profit_abs, true)}</Signed>
                )}
              </Table.Td>
              <Table.Td ta="right">{`${row.wins} / ${row.draws} / ${row.losses}`}</Table.Td>
              <Table.Td ta="right">
                {write.factor(row.profit_factor, row.losses, row.wins)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
      {rows.length > most && !printing && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setMost(most + ROWS_AT_ONCE)}>
          {common("action.more")}
        </Button>
      )}
    </>
  );
}
