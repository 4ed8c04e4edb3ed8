import { Box, Button, Group, ScrollArea, Table, Text } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

export interface ChartTable {
  columns: string[];
  rows: ReactNode[][];
}

export interface FrameProps {
  /** What the chart shows: its caption, and its name to those who cannot see it. */
  label: string;
  height: number;
  /** The same in figures. A function is asked only when somebody wants to see it. */
  table: ChartTable | (() => ChartTable);
  /** Switches of this chart, beside the one to its table. */
  controls?: ReactNode;
  /** What one must know to read it right. */
  note?: ReactNode;
  children: ReactNode;
}

const ROWS_AT_ONCE = 100;

/** What every chart stands in: caption, switches, and its figures as a table for who wants them. */
export function Frame({ label, height, table, controls, note, children }: FrameProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const caption = useId();
  return (
    <Box component="figure" m={0} aria-labelledby={caption} className="chart-figure">
      <Group justify="space-between" gap="xs" mb="xs" wrap="wrap">
        <Text component="figcaption" id={caption} fw={600} size="sm">
          {label}
        </Text>
        <Group gap={4} className="no-print">
          {controls}
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            mih={24}
            aria-describedby={caption}
            leftSection={
              asTable ? (
                <IconChartLine size={14} aria-hidden="true" />
              ) : (
                <IconTable size={14} aria-hidden="true" />
              )
            }
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t("table.asChart") : t("table.asTable")}
          </Button>
        </Group>
      </Group>
      {asTable ? (
        <Figures label={label} height={height} table={table} />
      ) : (
        <div style={{ position: "relative", height }}>{children}</div>
      )}
      {note !== undefined && (
        <Text size="xs" c="var(--chart-text)" mt="xs" component="div">
          {note}
        </Text>
      )}
    </Box>
  );
}

function Figures({ label, height, table }: Pick<FrameProps, "label" | "height" | "table">) {
  const { t } = useTranslation();
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const { columns, rows } = typeof table === "function" ? table() : table;
  if (rows.length === 0) {
    return <Text size="sm">{t("table.noRows")}</Text>;
  }
  return (
    <ScrollArea.Autosize
      mah={Math.max(height, 240)}
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
    >
      <Table stickyHeader verticalSpacing={4} fz="sm" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, place) => (
              <Table.Th key={column} scope="col" ta={place === 0 ? "left" : "right"}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, most).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and stay.
            <Table.Tr key={at}>
              {row.map((cell, place) => (
                <Table.Td key={columns[place]} ta={place === 0 ? "left" : "right"}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > most && (
        <Button variant="subtle" size="xs" onClick={() => setMost(most + ROWS_AT_ONCE)}>
          {t("action.more")}
        </Button>
      )}
    </ScrollArea.Autosize>
  );
}
