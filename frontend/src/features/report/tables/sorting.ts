export type Cell = string | number | null;

export interface Order {
  column: string;
  down: boolean;
}

/** Rows by a column's value; what has no value comes last either way, equals keep their order. */
export function sorted<Row>(rows: readonly Row[], value: (row: Row) => Cell, down: boolean): Row[] {
  const turn = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    if (typeof left === "number" && typeof right === "number") {
      return turn * (left - right);
    }
    return turn * String(left).localeCompare(String(right), undefined, { numeric: true });
  });
}

/** What a click on a column's head asks for: the other way round, or that column's own first way. */
export function turned(order: Order, column: string, downFirst: boolean): Order {
  return order.column === column ? { column, down: !order.down } : { column, down: downFirst };
}
