import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface PartProps {
  title: string;
  lead?: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

/** One matter of a section: what it is called, what it does, and the way to do it. */
export function Part({ title, lead, danger = false, children }: PartProps) {
  return (
    <Paper
      withBorder
      p={{ base: "md", sm: "lg" }}
      mb="lg"
      component="section"
      aria-label={title}
      {...(danger ? { style: { borderColor: "var(--loss)" } } : {})}
    >
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h4">
            {title}
          </Title>
          {lead !== undefined && (
            <Text size="sm" c="dimmed" component="div">
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Paper>
  );
}
