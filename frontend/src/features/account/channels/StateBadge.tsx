import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Channel } from "./queries";

const LOOK: Record<Channel["state"], { color: string; mark: string }> = {
  unconfirmed: { color: "yellow", mark: "?" },
  on: { color: "lagoon", mark: "✓" },
  off: { color: "gray", mark: "×" },
};

/** Whether a channel is told anything, by word and mark. */
export function StateBadge({ state }: { state: Channel["state"] }) {
  const { t } = useTranslation("channels");
  const { color, mark } = LOOK[state];
  return (
    <Badge
      color={color}
      variant="light"
      leftSection={<span aria-hidden="true">{mark}</span>}
      style={{ flexShrink: 0 }}
      styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
    >
      {t(`state.${state}`)}
    </Badge>
  );
}
