import { Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  hint: string;
  children: ReactNode;
}

/** One part of the rules under a heading, and what it is for. */
export function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          <Text size="sm">{hint}</Text>
        </div>
        {children}
      </Stack>
    </Paper>
  );
}
