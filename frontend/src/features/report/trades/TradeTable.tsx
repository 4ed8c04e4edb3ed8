import { Box, Table } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SortHead } from "../tables/SortHead";
import type { Order } from "../tables/sorting";
import { COLUMNS, type Numbered } from "./filtering";
import { TradeCells } from "./TradeCells";
import classes from "./trades.module.css";

interface TradeTableProps {
  rows: readonly Numbered[];
  currency: string;
  chosen: number | null;
  order: Order;
  onOrder: (order: Order) => void;
  onChoose: (number: number) => void;
}

const ROW_PX = 34;
const HEAD_PX = 38;
const MOST_PX = 460;
const PAGE_ROWS = 12;

/** Thousands of trades, of which only those in sight are drawn. Arrows move, Enter shows one. */
export function TradeTable({ rows, currency, chosen, order, onOrder, onChoose }: TradeTableProps) {
  const { t } = useTranslation("trades");
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const at = Math.min(active, Math.max(rows.length - 1, 0));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    scrollPaddingStart: HEAD_PX,
    paddingStart: HEAD_PX,
  });

  // What was chosen elsewhere, in the chart or by the address, is brought into sight here.
  useEffect(() => {
    const place = rows.findIndex(({ number }) => number === chosen);
    if (place >= 0) {
      setActive(place);
      virtual.scrollToIndex(place, { align: "auto" });
    }
  }, [chosen, rows, virtual]);

  useEffect(() => {
    if (wantsFocus.current) {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-place="${at}"]`);
      if (row) {
        wantsFocus.current = false;
        row.focus({ preventScroll: true });
      }
    }
  });

  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE_ROWS,
      PageUp: at - PAGE_ROWS,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    const row = rows[at];
    if (to !== undefined) {
      event.preventDefault();
      const place = Math.min(Math.max(to, 0), rows.length - 1);
      wantsFocus.current = true;
      setActive(place);
      virtual.scrollToIndex(place, { align: "auto" });
    } else if ((event.key === "Enter" || event.key === " ") && row !== undefined) {
      event.preventDefault();
      onChoose(row.number);
    }
  };

  const drawn = virtual.getVirtualItems();
  const above = (drawn[0]?.start ?? HEAD_PX) - HEAD_PX;
  const below = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <Box
      ref={scroller}
      role="region"
      aria-label={t("table.label")}
      className={classes["scroller"] ?? ""}
      mah={MOST_PX}
    >
      <Table
        role="grid"
        aria-label={t("table.label")}
        aria-rowcount={rows.length + 1}
        stickyHeader
        highlightOnHover
        verticalSpacing={4}
        fz="sm"
        className={classes["trades"] ?? ""}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            {COLUMNS.map(({ name, numeric }) => (
              <SortHead
                key={name}
                column={name}
                title={t(`column.${name}`)}
                numeric={numeric}
                order={order}
                onOrder={onOrder}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={press}>
          <Space height={above} />
          {drawn.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Table.Tr
                key={row.number}
                data-place={index}
                aria-rowindex={index + 2}
                aria-selected={row.number === chosen}
                tabIndex={index === at ? 0 : -1}
                h={ROW_PX}
                className={classes["row"] ?? ""}
                onClick={() => {
                  setActive(index);
                  onChoose(row.number);
                }}
                onFocus={() => setActive(index)}
              >
                <TradeCells row={row} currency={currency} />
              </Table.Tr>
            );
          })}
          <Space height={below} />
        </Table.Tbody>
      </Table>
    </Box>
  );
}

/** Stands for the rows that are not drawn. */
function Space({ height }: { height: number }) {
  return height > 0 ? (
    <Table.Tr role="presentation" aria-hidden="true">
      <Table.Td colSpan={COLUMNS.length} p={0} style={{ height, border: 0 }} />
    </Table.Tr>
  ) : null;
}
