import { Table, UnstyledButton } from "@mantine/core";
import { type Order, turned } from "./sorting";

interface SortHeadProps {
  column: string;
  title: string;
  numeric: boolean;
  order: Order;
  onOrder: (order: Order) => void;
}

/** A column's head that sorts by it. */
export function SortHead({ column, title, numeric, order, onOrder }: SortHeadProps) {
  const current = order.column === column;
  return (
    <Table.Th
      scope="col"
      ta={numeric ? "right" : "left"}
      aria-sort={current ? (order.down ? "descending" : "ascending") : "none"}
    >
      <UnstyledButton
        fz="sm"
        fw={650}
        mih={24}
        style={{ whiteSpace: "nowrap" }}
        onClick={() => onOrder(turned(order, column, numeric))}
      >
        {/* On the side where it moves no name out of line with its column. */}
        {numeric && current && <span aria-hidden="true">{order.down ? "↓ " : "↑ "}</span>}
        {title}
        {!numeric && current && <span aria-hidden="true">{order.down ? " ↓" : " ↑"}</span>}
      </UnstyledButton>
    </Table.Th>
  );
}
