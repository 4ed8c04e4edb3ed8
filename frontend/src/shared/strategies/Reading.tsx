import { Box, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Failed } from "../ui/States";
import { Question } from "./Question";
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
          {reading.question !== null && (
            <div className={classes["question"]}>
              <Question ask={reading.question} onAnswer={onAnswer} />
            </div>
          )}
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
