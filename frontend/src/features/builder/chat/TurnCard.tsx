import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Turn } from "../../../shared/api/queries/conversations";
import { useFormats } from "../../../shared/format/useFormats";
import { Question } from "../../../shared/strategies/Question";
import styles from "./chat.module.css";

interface TurnCardProps {
  turn: Turn;
  /** The last of the conversation: its question waits for an answer. */
  latest: boolean;
  busy: boolean;
  undoing: boolean;
  onAnswer: (words: string) => void;
  onUndo: (number: number) => void;
}

/** One turn: what was said, what was answered, and what that changed. */
export function TurnCard({ turn, latest, busy, undoing, onAnswer, onUndo }: TurnCardProps) {
  const { t } = useTranslation("chat");
  const format = useFormats();
  const undone = turn.undone !== null;
  const did = turn.before !== turn.after;

  return (
    <Stack gap={6} component="article" aria-label={t("turn.label", { number: turn.number })}>
      {turn.undoes === null ? (
        <Text className={styles["said"]} lang="en" td={undone ? "line-through" : "none"}>
          {turn.words}
        </Text>
      ) : (
        <Text size="sm" fw={500} className={styles["back"]}>
          <IconArrowBackUp size={16} aria-hidden="true" />
          {t("turn.undoes", { number: turn.undoes })}
        </Text>
      )}
      <div className={styles["answer"]} data-undone={undone || undefined}>
        <Text
          size="sm"
          lang="en"
          td={undone ? "line-through" : "none"}
          style={{ whiteSpace: "pre-wrap" }}
        >
          {turn.answer}
        </Text>
        {turn.changed.length > 0 && !turn.changed.every((line) => turn.answer.includes(line)) && (
          <ul className={styles["changed"]} lang="en" aria-label={t("turn.changed")}>
            {turn.changed.map((line) => (
              <Text
                component="li"
                size="sm"
                fw={500}
                key={line}
                td={undone ? "line-through" : "none"}
              >
                {line}
              </Text>
            ))}
          </ul>
        )}
        {turn.assumed.length > 0 && (
          <details className={styles["assumed"]} open={turn.undoes !== null || undefined}>
            <summary>
              {turn.undoes === null
                ? t("turn.assumed", { count: turn.assumed.length })
                : t("turn.lost", { count: turn.assumed.length })}
            </summary>
            <ul lang="en">
              {turn.assumed.map((line) => (
                <Text component="li" size="sm" key={line}>
                  {line}
                </Text>
              ))}
            </ul>
          </details>
        )}
        {turn.question !== null && (
          <Question
            ask={turn.question}
            disabled={busy}
            bare={turn.answer.includes(turn.question.text)}
            {...(latest ? { onAnswer } : {})}
          />
        )}
      </div>
      <Group gap="xs">
        <Text size="xs" c="dimmed" component="time" dateTime={turn.at}>
          {t("turn.at", { number: turn.number, when: format.relative(turn.at) })}
        </Text>
        {undone ? (
          <Badge variant="default" size="sm" tt="none">
            {t("turn.undone")}
          </Badge>
        ) : (
          did && (
            <Button
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              size="compact-xs"
              mih={24}
              leftSection={<IconArrowBackUp size={14} />}
              loading={undoing}
              disabled={busy && !undoing}
              onClick={() => onUndo(turn.number)}
            >
              {t("turn.undo")}
            </Button>
          )
        )}
      </Group>
    </Stack>
  );
}
