import { Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface PartProps {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** One matter of a section, under its own heading. */
export function Part({ title, hint, children }: PartProps) {
  return (
    <Paper withBorder p="md" component="section" miw={0}>
      <Title order={2} size="h5" mb={hint === undefined ? "sm" : 2}>
        {title}
      </Title>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" mb="sm">
          {hint}
        </Text>
      )}
      {children}
    </Paper>
  );
}
