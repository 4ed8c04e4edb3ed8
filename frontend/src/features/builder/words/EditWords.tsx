import { Alert, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { Question } from "../../../shared/strategies/Question";
import { Failed } from "../../../shared/ui/States";
import { type Content, useDraft } from "../draft";
import { Changes } from "./Changes";
import { explained } from "./queries";

const LONGEST_WORDS = 8000;

interface EditWordsProps {
  start: string;
  /** The content that the words were told of. */
  base: Content;
  onClose: () => void;
}

/**
 * The strategy as a text to be changed. It is read back before it counts: whatever was not
 * understood is asked about, and what would change is shown.
 */
export function EditWords({ start, base, onClose }: EditWordsProps) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  const { content, change } = useDraft();
  const [words, setWords] = useState(start);
  const current = useQuery(explained(content));
  const reading = useMutation({
    mutationFn: (said: string) =>
      answer(
        api.POST("/v1/strategies/understand", { body: { words: said, timeframe: frameOf(base) } }),
      ),
  });
  const understood = reading.variables === words ? reading.data : undefined;

  const read = (event: FormEvent) => {
    event.preventDefault();
    reading.mutate(words);
  };
  const settle = (text: string) => {
    const settled = `${words.trimEnd()}\n${text}`;
    setWords(settled);
    reading.mutate(settled);
  };
  const apply = (found: Schemas["Understood"]) => {
    if (found.spec !== null) {
      const assumptions = found.assumed;
      change({ kind: "spec", spec: found.spec, words, assumptions }, { label: t("words.step") });
      onClose();
    }
  };

  return (
    <form onSubmit={read}>
      <Stack gap="md">
        <Textarea
          label={t("words.label")}
          description={t("words.description")}
          lang="en"
          spellCheck={false}
          autosize
          minRows={6}
          maxRows={24}
          maxLength={LONGEST_WORDS}
          value={words}
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" loading={reading.isPending} disabled={words.trim() === ""}>
            {t("words.read")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common("action.cancel")}
          </Button>
        </Group>
        {reading.error !== null && <Failed error={reading.error} />}
        <div aria-live="polite">
          {understood?.question != null && (
            <Question ask={understood.question} onAnswer={settle} disabled={reading.isPending} />
          )}
          {understood?.spec != null && (
            <Stack gap="sm">
              <Title order={2} size="h5">
                {t("words.understood")}
              </Title>
              {content !== base && (
                <Alert color="orange" p="xs">
                  {t("words.meanwhile")}
                </Alert>
              )}
              <Changes before={current.data?.text ?? start} after={understood.explained} />
              {understood.assumed.length > 0 && (
                <div>
                  <Text size="sm" fw={600}>
                    {t("turn.assumed", { count: understood.assumed.length })}
                  </Text>
                  <ul lang="en" style={{ margin: 0 }}>
                    {understood.assumed.map((line) => (
                      <Text component="li" size="sm" key={line}>
                        {line}
                      </Text>
                    ))}
                  </ul>
                </div>
              )}
              <Group>
                <Button onClick={() => apply(understood)}>{t("words.apply")}</Button>
              </Group>
            </Stack>
          )}
        </div>
      </Stack>
    </form>
  );
}

/** The timeframe that is kept where the words name none. */
function frameOf(content: Content): string | null {
  const frame = content.kind === "spec" ? content.spec["timeframe"] : null;
  return typeof frame === "string" ? frame : null;
}
