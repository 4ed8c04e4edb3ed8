import { Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  /** What the window is called, where that differs from the title. */
  windowTitle?: string;
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The one first heading of a page, what the page is for, and what can be done on it. */
export function PageHeader({ title, windowTitle, lead, actions }: PageHeaderProps) {
  useDocumentTitle(`${windowTitle ?? title} · HyperTrade`);
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="lg">
      <Stack gap={4} style={{ flex: "1 1 16rem", minWidth: 0 }}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead !== undefined && (
          <Text c="dimmed" component="div">
            {lead}
          </Text>
        )}
      </Stack>
      {actions !== undefined && (
        <Group gap="xs" className="no-print">
          {actions}
        </Group>
      )}
    </Group>
  );
}
