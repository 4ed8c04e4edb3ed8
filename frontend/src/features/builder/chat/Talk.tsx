import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { conversationOne } from "../../../shared/api/queries/conversations";
import { Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { Composer } from "./Composer";
import styles from "./chat.module.css";
import { Refused, Unread } from "./Refused";
import { type Suggestion, suggestionsFor } from "./suggestions";
import { TurnLog } from "./TurnLog";
import { again, newKeys, useTalk } from "./useTalk";

interface TalkProps {
  /** `null`: one that has not begun. */
  conversation: string | null;
  onStarted: (conversation: string) => void;
  onGone: () => void;
}

/** One conversation: what was said, and the place to say more. */
export function Talk({ conversation, onStarted, onGone }: TalkProps) {
  const { content } = useDraft();
  const [words, setWords] = useState("");
  const { say, undo } = useTalk(onStarted);
  const talk = useQuery({
    ...conversationOne(conversation ?? ""),
    enabled: conversation !== null,
  });
  const suggestions = useMemo(() => suggestionsFor(content), [content]);
  const busy = say.isPending || undo.isPending;

  const send = (said: string) => {
    const text = said.trim();
    if (text !== "" && !busy) {
      undo.reset();
      say.mutate(
        { words: text, conversation, keys: newKeys() },
        { onSuccess: () => setWords((now) => (now.trim() === text ? "" : now)) },
      );
    }
  };
  const retry = () => {
    if (say.variables !== undefined) {
      const { variables, error } = say;
      say.mutate(
        { ...again(variables, error), conversation: variables.conversation ?? conversation },
        { onSuccess: () => setWords((now) => (now.trim() === variables.words ? "" : now)) },
      );
    }
  };

  if (conversation !== null && talk.data === undefined && !say.isPending) {
    return talk.error === null ? (
      <Loading />
    ) : (
      <Unread error={talk.error} onRetry={() => void talk.refetch()} onGone={onGone} />
    );
  }
  return (
    <div className={styles["talk"]}>
      <TurnLog
        conversation={conversation}
        turns={conversation === null ? [] : (talk.data?.data.turns ?? [])}
        pending={say.isPending ? say.variables.words : null}
        undoing={undo.isPending ? undo.variables.number : null}
        busy={busy}
        onAnswer={send}
        onUndo={(number) => {
          if (conversation !== null) {
            say.reset();
            undo.mutate({ conversation, number });
          }
        }}
      />
      <Refused error={say.error} onRetry={retry} />
      <Refused error={undo.error} />
      <Suggestions of={suggestions} busy={busy} onSay={send} />
      <Composer words={words} onChange={setWords} onSend={() => send(words)} busy={busy} />
    </div>
  );
}

function Suggestions({ of, busy, onSay }: SuggestionsProps) {
  const { t } = useTranslation("chat");
  return (
    of.length > 0 && (
      <Group gap={6} role="group" aria-label={t("suggest.label")}>
        {of.map((each) => (
          <Button
            key={each.key}
            variant="default"
            size="compact-sm"
            radius="xl"
            fw={400}
            disabled={busy}
            onClick={() => onSay(each.words)}
          >
            {t(`suggest.${each.key}`, { ...each.values })}
          </Button>
        ))}
      </Group>
    )
  );
}

interface SuggestionsProps {
  of: readonly Suggestion[];
  busy: boolean;
  onSay: (words: string) => void;
}
