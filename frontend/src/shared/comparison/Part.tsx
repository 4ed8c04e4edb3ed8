import { Card, ScrollArea, Table, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of the comparison under a heading of its own. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder padding="md">
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

/** A table that scrolls sideways on its own where it is wider than the page. */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
    >
      <Table aria-label={label} striped verticalSpacing={6} fz="sm">
        {children}
      </Table>
    </ScrollArea>
  );
}
