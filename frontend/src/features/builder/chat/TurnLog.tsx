import { Box, Group, Loader, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Turn } from "../../../shared/api/queries/conversations";
import styles from "./chat.module.css";
import { TurnCard } from "./TurnCard";

interface TurnLogProps {
  conversation: string | null;
  turns: readonly Turn[];
  /** What was said and is being read. */
  pending: string | null;
  undoing: number | null;
  busy: boolean;
  onAnswer: (words: string) => void;
  onUndo: (number: number) => void;
}

/** What was said, oldest first, with the newest in view. */
export function TurnLog(props: TurnLogProps) {
  const { conversation, turns, pending, undoing, busy, onAnswer, onUndo } = props;
  const { t } = useTranslation("chat");
  const room = useRef<HTMLDivElement>(null);
  const count = turns.length + (pending === null ? 0 : 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something is said
  useEffect(() => {
    const log = room.current;
    log?.scrollTo({ top: log.scrollHeight });
  }, [conversation, count]);

  return (
    <Box
      ref={room}
      className={styles["log"]}
      role="log"
      aria-label={t("log")}
      // Scrolled by the keyboard.
      tabIndex={0}
    >
      {count === 0 ? (
        <Stack gap="xs" className={styles["intro"]}>
          <Text fw={600}>{t("intro.title")}</Text>
          <Text size="sm" c="dimmed">
            {t("intro.hint")}
          </Text>
        </Stack>
      ) : (
        <Stack gap="lg">
          {turns.map((turn, index) => (
            <TurnCard
              key={turn.number}
              turn={turn}
              latest={index === turns.length - 1 && pending === null}
              busy={busy}
              undoing={undoing === turn.number}
              onAnswer={onAnswer}
              onUndo={onUndo}
            />
          ))}
          {pending !== null && (
            <Stack gap="xs">
              <Text className={styles["said"]} lang="en">
                {pending}
              </Text>
              <Group gap="xs">
                <Loader size="xs" type="dots" aria-hidden="true" />
                <Text size="sm" c="dimmed">
                  {t("reading")}
                </Text>
              </Group>
            </Stack>
          )}
        </Stack>
      )}
    </Box>
  );
}
