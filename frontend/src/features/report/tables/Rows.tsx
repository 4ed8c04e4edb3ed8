import { ScrollArea, Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Rows.module.css";

interface RowsProps {
  label: string;
  striped?: boolean;
  children: ReactNode;
}

/** A table that scrolls sideways on its own where it is wider than the page. */
export function Rows({ label, striped = true, children }: RowsProps) {
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
      offsetScrollbars="present"
    >
      <Table
        className={`report-table ${classes["table"]}`}
        aria-label={label}
        striped={striped}
        highlightOnHover
        verticalSpacing={6}
        fz="sm"
      >
        {children}
      </Table>
    </ScrollArea>
  );
}
