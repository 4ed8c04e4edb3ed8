import { Card, Group, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** At the title's right. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A part of the report under a heading of its own. */
export function Section({ title, beside, children }: SectionProps) {
  const id = useId();
  return (
    <Card
      withBorder
      padding="md"
      component="section"
      aria-labelledby={id}
      className="report-section"
    >
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {beside}
      </Group>
      {children}
    </Card>
  );
}
