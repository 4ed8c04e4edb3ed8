import { Button, Group, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "../../../shared/ui/States";
import { type Content, useDraft } from "../draft";
import { EditWords } from "./EditWords";
import { explained } from "./queries";
import { ReadingList } from "./ReadingList";

const SETTLED_MS = 250;

/** What the strategy does, in plain English; of rules, also the way to change it in English. */
export function WordsView() {
  const { t } = useTranslation("chat");
  const { content } = useDraft();
  const [settled] = useDebouncedValue(content, SETTLED_MS);
  const { data, error, refetch } = useQuery(explained(settled));
  const [editing, setEditing] = useState<{ words: string; base: Content } | null>(null);
  const edit = useRef<HTMLButtonElement>(null);

  if (editing !== null && content.kind === "spec") {
    return (
      <EditWords
        start={editing.words}
        base={editing.base}
        onClose={() => {
          setEditing(null);
          requestAnimationFrame(() => edit.current?.focus());
        }}
      />
    );
  }
  if (error !== null) {
    return <Failed error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return <Loading />;
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" style={{ flex: "1 1 16rem" }}>
          {t(content.kind === "spec" ? "words.lead" : "words.leadCode")}
        </Text>
        {content.kind === "spec" && (
          <Button
            ref={edit}
            variant="default"
            size="xs"
            leftSection={<IconPencil size={14} />}
            onClick={() => setEditing({ words: data.text, base: content })}
          >
            {t("words.edit")}
          </Button>
        )}
      </Group>
      <ReadingList reading={data.text} />
    </Stack>
  );
}
