import { Code, Stack, Text } from "@mantine/core";
import type { Json } from "../form/schema";
import { useWords } from "../words";

/** A part that this form does not know yet: shown as it is, and kept as it is. */
export function RawField({ value, label }: { value: Json | undefined; label: string }) {
  const words = useWords();
  return (
    <Stack gap={4}>
      <Text size="sm">{words.t("raw.title", { label })}</Text>
      <Code block tabIndex={0} role="group" aria-label={label}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </Stack>
  );
}
