import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../shared/api/problem";
import { conversationOne } from "../../../shared/api/queries/conversations";
import { Failed, Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { Composer } from "./Composer";
import styles from "./chat.module.css";
import { suggestionsFor } from "./suggestions";
import { TurnLog } from "./TurnLog";
import { again, isStale, newKeys, useTalk } from "./useTalk";

interface TalkProps {
  /** `null`: one that has not begun. */
  conversation: string | null;
  onStarted: (conversation: string) => void;
  onGone: () => void;
}

/** One conversation: what was said, and the place to say more. */
export function Talk({ conversation, onStarted, onGone }: TalkProps) {
  const { t } = useTranslation("chat");
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

  if (conversation !== null && talk.error !== null) {
    const gone = isProblem(talk.error) && talk.error.status === 404;
    return (
      <Stack>
        <Failed error={talk.error} {...(gone ? {} : { onRetry: () => void talk.refetch() })} />
        {gone && (
          <Button variant="default" onClick={onGone}>
            {t("talk.others")}
          </Button>
        )}
      </Stack>
    );
  }
  if (conversation !== null && talk.data === undefined && !say.isPending) {
    return <Loading />;
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
      {(say.error ?? undo.error) !== null && (
        <Refused
          error={say.error ?? undo.error}
          {...(say.error === null ? {} : { onRetry: retry })}
        />
      )}
      {suggestions.length > 0 && (
        <Group gap={6} role="group" aria-label={t("suggest.label")}>
          {suggestions.map((each) => (
            <Button
              key={each.key}
              variant="default"
              size="compact-sm"
              radius="xl"
              fw={400}
              disabled={busy}
              onClick={() => send(each.words)}
            >
              {t(`suggest.${each.key}`, each.values)}
            </Button>
          ))}
        </Group>
      )}
      <Composer words={words} onChange={setWords} onSend={() => send(words)} busy={busy} />
    </div>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  if (!isStale(error)) {
    return <Failed error={error} {...(onRetry === undefined ? {} : { onRetry })} />;
  }
  return (
    <Alert color="orange" role="alert" title={t("stale.title")}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("stale.hint")}</Text>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {common("action.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
