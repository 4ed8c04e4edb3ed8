import { ScrollArea, Table } from "@mantine/core";
import type { ReactNode } from "react";

interface WideProps {
  label: string;
  width: number;
  head: ReactNode;
  children: ReactNode;
}

/** A table that scrolls by itself where there is no room for its columns. */
export function Wide({ label, width, head, children }: WideProps) {
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}>
      <Table miw={width} verticalSpacing="xs" aria-label={label}>
        <Table.Thead>
          <Table.Tr>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
