import { Box, Button, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Failed } from "../ui/States";
import type { LiveReading } from "./reading";
import classes from "./reading.module.css";

interface ReadingProps {
  of: LiveReading;
  /** Takes an answer to the open question: words that settle it. */
  onAnswer: (reply: string) => void;
}

/** How words are read: what was understood, what was assumed, and the one question left open. */
export function Reading({ of: { reading, current, error, retry }, onAnswer }: ReadingProps) {
  const { t } = useTranslation("strategies");
  if (error !== null) {
    return <Failed error={error} onRetry={retry} />;
  }
  return (
    <div aria-live="polite" aria-busy={!current}>
      {reading === undefined ? (
        <Text c="dimmed" size="sm">
          {t("reading.none")}
        </Text>
      ) : (
        <Stack gap="md">
          {reading.question !== null && <Question ask={reading.question} onAnswer={onAnswer} />}
          {reading.spec !== null && <Understood text={reading.explained} current={current} />}
          {reading.assumed.length > 0 && <Assumed all={reading.assumed} />}
        </Stack>
      )}
    </div>
  );
}

function Understood({ text, current }: { text: string; current: boolean }) {
  const { t } = useTranslation("strategies");
  return (
    <Box component="section">
      <Group gap={6} mb={6} wrap="nowrap">
        {current ? (
          <IconCircleCheck size={18} color="var(--profit)" aria-hidden="true" />
        ) : (
          <Loader size={14} aria-hidden="true" />
        )}
        <Title order={3} size="h6">
          {t("reading.understood")}
        </Title>
      </Group>
      <ul lang="en" className={classes["list"]}>
        {text.split("\n").map((line) => (
          <Text component="li" size="sm" key={line}>
            {line}
          </Text>
        ))}
      </ul>
    </Box>
  );
}

function Assumed({ all }: { all: readonly string[] }) {
  const { t } = useTranslation("strategies");
  return (
    <Box component="section">
      <Title order={3} size="h6" mb={6}>
        {t("reading.assumed")}
      </Title>
      <ul lang="en" className={classes["list"]}>
        {all.map((line) => (
          <Text component="li" size="sm" key={line}>
            {line}
          </Text>
        ))}
      </ul>
    </Box>
  );
}

interface QuestionProps {
  ask: Schemas["Ask"];
  onAnswer: (reply: string) => void;
}

function Question({ ask, onAnswer }: QuestionProps) {
  const { t } = useTranslation("strategies");
  return (
    <Box component="section" className={classes["question"] ?? ""}>
      <Group gap={6} mb="xs" wrap="nowrap" align="flex-start">
        <IconHelpCircle size={18} aria-hidden="true" style={{ flex: "none", marginTop: 2 }} />
        <Title order={3} size="h6" lang="en">
          {ask.text}
        </Title>
      </Group>
      {ask.choices.length > 0 && (
        <Group gap="xs" role="group" aria-label={t("reading.choices")}>
          {ask.choices.map((choice) => (
            <Button
              key={choice.text}
              variant="default"
              size="compact-sm"
              className={classes["choice"] ?? ""}
              title={choice.text}
              lang="en"
              onClick={() => onAnswer(choice.text)}
            >
              {choice.label}
            </Button>
          ))}
        </Group>
      )}
    </Box>
  );
}
