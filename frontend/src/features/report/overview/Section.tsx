import { Card, Group, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  /** At the title's right. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A part of the report under a heading of its own. */
export function Section({ title, beside, children }: SectionProps) {
  return (
    <Card withBorder padding="md" className="report-section">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {beside}
      </Group>
      {children}
    </Card>
  );
}
