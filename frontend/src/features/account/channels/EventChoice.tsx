import { Checkbox, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EVENTS, eventKey } from "./kinds";

interface EventChoiceProps {
  value: string[];
  onChange: (events: string[]) => void;
  error?: ReactNode;
}

/** What a channel is to tell of. */
export function EventChoice({ value, onChange, error }: EventChoiceProps) {
  const { t } = useTranslation("channels");
  return (
    <Checkbox.Group label={t("form.events")} value={value} onChange={onChange} error={error}>
      <Stack gap="xs" my="xs">
        {EVENTS.map((event) => (
          <Checkbox
            key={event}
            value={event}
            label={t(`event.${eventKey(event)}`)}
            description={t(`eventHint.${eventKey(event)}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
