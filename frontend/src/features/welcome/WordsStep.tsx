import { Button, Grid, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { type FormEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { Reading } from "../../shared/strategies/Reading";
import { LONGEST_WORDS, settled, useReading } from "../../shared/strategies/reading";
import { usePlan } from "./plan";

/** Words are read in English; each is understood without a question. */
const EXAMPLES = {
  rebound: "Buy when the 14-period RSI drops below 30; sell when it is above 70; 5% stop loss",
  cross: "Buy when the 20 EMA crosses above the 50 EMA; sell when it crosses below; 5% stop loss",
  bands:
    "Buy when the close is below the lower Bollinger band; sell at the middle band; 4% stop loss",
  macd: "Buy when the MACD crosses above its signal line while the close is above the 200 EMA; 5% stop loss",
} as const;

export function WordsStep({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation(["welcome", "common"]);
  const { words, change } = usePlan();
  const read = useReading(words);
  const examples = useId();
  const ready = read.current && read.reading?.spec != null && read.reading.question === null;
  const write = (text: string) => change({ words: text, strategy: null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      onNext();
    }
  };
  return (
    <form onSubmit={submit}>
      <Grid gap="xl" maw={1200}>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Title order={2} size="h4">
              {t("words.title")}
            </Title>
            <Textarea
              label={t("words.label")}
              description={t("words.hint")}
              autosize
              minRows={4}
              maxRows={12}
              maxLength={LONGEST_WORDS}
              lang="en"
              value={words}
              onChange={(event) => write(event.currentTarget.value)}
            />
            <Stack gap="xs">
              <Text size="sm" fw={500} id={examples}>
                {t("words.examples")}
              </Text>
              <Group gap="xs" role="group" aria-labelledby={examples}>
                {Object.entries(EXAMPLES).map(([name, text]) => (
                  <Button
                    key={name}
                    variant="default"
                    size="compact-sm"
                    radius="xl"
                    aria-pressed={words === text}
                    onClick={() => write(text)}
                  >
                    {t(`example.${name as keyof typeof EXAMPLES}`)}
                  </Button>
                ))}
              </Group>
            </Stack>
            <Group mt="sm">
              <Button
                type="submit"
                disabled={!ready}
                rightSection={<IconArrowRight size={18} aria-hidden="true" />}
              >
                {t("words.next")}
              </Button>
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Paper withBorder p="lg" component="section" aria-label={t("words.reading")}>
            <Title order={2} size="h5" mb="sm">
              {t("words.reading")}
            </Title>
            <Reading of={read} onAnswer={(reply) => write(settled(words, reply))} />
          </Paper>
        </Grid.Col>
      </Grid>
    </form>
  );
}
