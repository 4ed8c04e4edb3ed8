import { Button, Group, Stack, Text } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import classes from "./question.module.css";

interface QuestionProps {
  ask: Schemas["Ask"];
  disabled?: boolean;
  /** Only the choices: the question itself was told already. */
  bare?: boolean;
  /** Without it, the question was asked some time ago, and is not open any more. */
  onAnswer?: (reply: string) => void;
}

/** The one question that words left open, with the answers that settle it. */
export function Question({ ask, disabled = false, bare = false, onAnswer }: QuestionProps) {
  const { t } = useTranslation("strategies");
  if (bare && onAnswer === undefined) {
    return null;
  }
  return (
    <Stack gap="xs">
      {!bare && (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconHelpCircle size={18} aria-hidden="true" style={{ flex: "none", marginTop: 2 }} />
          <Text size="sm" fw={600} lang="en">
            {ask.text}
          </Text>
        </Group>
      )}
      {onAnswer !== undefined && ask.choices.length > 0 && (
        <Group gap="xs" role="group" aria-label={t("reading.choices")}>
          {ask.choices.map((choice) => (
            <Button
              key={choice.text}
              variant="default"
              size="compact-sm"
              className={classes["choice"] ?? ""}
              title={choice.text}
              disabled={disabled}
              lang="en"
              onClick={() => onAnswer(choice.text)}
            >
              {choice.label}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
