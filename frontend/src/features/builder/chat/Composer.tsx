import { ActionIcon, Stack, Text, Textarea } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

const LONGEST_WORDS = 8000;

interface ComposerProps {
  words: string;
  onChange: (words: string) => void;
  onSend: () => void;
  busy: boolean;
}

/** Where one says what is to be changed: Enter sends, Shift and Enter break the line. */
export function Composer({ words, onChange, onSend, busy }: ComposerProps) {
  const { t } = useTranslation("chat");
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends the composing of a character belongs to the input method.
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onSend();
    }
  };
  return (
    <Stack gap={4}>
      <Textarea
        aria-label={t("composer.label")}
        aria-describedby="chat-hint"
        placeholder={t("composer.placeholder")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_WORDS}
        value={words}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        rightSection={
          <ActionIcon
            size="lg"
            aria-label={t("composer.send")}
            disabled={words.trim() === "" || busy}
            onClick={onSend}
          >
            <IconSend2 size={18} />
          </ActionIcon>
        }
        rightSectionWidth={46}
      />
      <Text id="chat-hint" size="xs" c="dimmed">
        {t("composer.hint")}
      </Text>
    </Stack>
  );
}
