import { Checkbox, type CheckboxGroupProps, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EVENTS, eventKey } from "./kinds";

/** What a channel is to tell of. */
export function EventChoice(props: Omit<CheckboxGroupProps, "children" | "label">) {
  const { t } = useTranslation("channels");
  return (
    <Checkbox.Group label={t("form.events")} {...props}>
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
