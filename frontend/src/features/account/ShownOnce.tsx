import { Alert, Button, Code, Group, Stack } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Copy } from "./Copy";

interface ShownOnceProps {
  /** That it will not be shown again, and why it is to be kept. */
  warning: string;
  /** What the text is. */
  label: string;
  text: string;
  /** What one says who has stored it. */
  done: string;
  onDone: () => void;
  /** Another way to store it than copying it. */
  store?: ReactNode;
  /** What there is to know of it besides. */
  children?: ReactNode;
}

/** A secret that is told a single time, to be copied and stored elsewhere. */
export function ShownOnce({ warning, label, text, done, onDone, store, children }: ShownOnceProps) {
  return (
    <Stack>
      <Alert
        color="yellow"
        variant="outline"
        icon={<IconEyeOff aria-hidden="true" />}
        role="status"
      >
        {warning}
      </Alert>
      <Code block aria-label={label} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {text}
      </Code>
      {children}
      <Group justify="flex-end" gap="xs">
        {store}
        <Copy first text={text} />
        <Button onClick={onDone}>{done}</Button>
      </Group>
    </Stack>
  );
}
