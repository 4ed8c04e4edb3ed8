import { Anchor, Button, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useOnce } from "../../../shared/api/useOnce";
import { Reading } from "../../../shared/strategies/Reading";
import { LONGEST_WORDS, settled, useReading } from "../../../shared/strategies/reading";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { useCreate } from "../acts";
import { EXAMPLE_NAMES, EXAMPLES } from "./examples";
import classes from "./new.module.css";
import { useWords } from "./useWords";

/** A strategy from a sentence or a few, read back while they are written. */
export function FromWords() {
  const { t } = useTranslation("strategies");
  const box = useRef<HTMLTextAreaElement>(null);
  const { words, write, replace, before, bringBack, forget } = useWords();
  const live = useReading(words);
  const create = useCreate({ onMade: forget });
  const key = useOnce(words);
  const refused = fieldProblem(create.error, ["words"]);
  const ready = live.current && live.reading?.spec != null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ brought: { words: words.trim() }, key });
  };
  const take = (text: string) => {
    replace(text);
    box.current?.focus();
  };
  return (
    <form onSubmit={submit} className={classes["columns"]}>
      <Stack gap="md">
        <Textarea
          ref={box}
          label={t("words.label")}
          description={t("words.hint")}
          placeholder={EXAMPLES.dip}
          lang="en"
          autosize
          minRows={5}
          maxRows={18}
          maxLength={LONGEST_WORDS}
          value={words}
          data-autofocus
          onChange={(event) => write(event.currentTarget.value)}
          error={refused?.words}
        />
        {before !== null && (
          <Text size="sm" role="status">
            {t("words.replaced")}{" "}
            <Anchor component="button" type="button" size="sm" onClick={bringBack}>
              {t("words.bringBack")}
            </Anchor>
          </Text>
        )}
        <Group gap="xs" role="group" aria-label={t("words.examples")}>
          <Text size="sm" c="dimmed">
            {t("words.examples")}
          </Text>
          {EXAMPLE_NAMES.map((name) => (
            <Button
              key={name}
              variant="default"
              size="compact-sm"
              radius="xl"
              onClick={() => take(EXAMPLES[name])}
            >
              {t(`words.example.${name}`)}
            </Button>
          ))}
        </Group>
        {create.isError && refused === null && <Failed error={create.error} />}
        <Group gap="sm">
          <Button type="submit" loading={create.isPending} disabled={!ready}>
            {t("make")}
          </Button>
          <Text size="sm" c="dimmed">
            {t(ready ? "words.ready" : "words.notReady")}
          </Text>
        </Group>
      </Stack>
      <Card withBorder component="section" aria-labelledby="reading-title">
        <Title order={2} size="h5" mb="sm" id="reading-title">
          {t("reading.title")}
        </Title>
        <Reading
          of={live}
          onAnswer={(reply) => {
            write(settled(words, reply));
            box.current?.focus();
          }}
        />
      </Card>
    </form>
  );
}
