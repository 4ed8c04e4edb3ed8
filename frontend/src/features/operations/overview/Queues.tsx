import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { Part } from "../Part";
import type { Overview } from "../queries";

/** What waits to be delivered, and whether those who work give signs of life. */
export function Queues({ overview: { queues, heartbeats } }: { overview: Overview }) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const lines = [
    ...queues.map(({ name, depth }) => ({
      name: t("queues.depth", { name }),
      value: t("queues.tasks", { count: depth }),
    })),
    { name: t("queues.working"), value: formats.number(heartbeats.working, 0) },
    { name: t("queues.silent"), value: formats.number(heartbeats.silent, 0) },
    {
      name: t("queues.quietest"),
      value:
        heartbeats.seconds === null
          ? "–"
          : t("queues.ago", { time: formats.duration(heartbeats.seconds) }),
    },
  ];
  return (
    <Part title={t("queues.title")}>
      <Stack gap="xs" role="list">
        {lines.map(({ name, value }) => (
          <Group key={name} justify="space-between" gap="xs" role="listitem">
            <Text size="sm">{name}</Text>
            <Text size="sm" fw={600}>
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
    </Part>
  );
}
