import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";

type RunState = Schemas["RunState"];

const LOOK: Record<RunState, { color: string; mark: string }> = {
  queued: { color: "gray", mark: "…" },
  starting: { color: "blue", mark: "▸" },
  running: { color: "blue", mark: "▶" },
  succeeded: { color: "lagoon", mark: "✓" },
  failed: { color: "orange", mark: "!" },
  cancelled: { color: "gray", mark: "×" },
  expired: { color: "gray", mark: "⏱" },
};

/** Where a run is, by word and mark. */
export function RunBadge({ state }: { state: RunState }) {
  const { t } = useTranslation();
  const { color, mark } = LOOK[state];
  return (
    <Badge
      color={color}
      variant="light"
      leftSection={<span aria-hidden="true">{mark}</span>}
      styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
    >
      {t(`run.${state}`)}
    </Badge>
  );
}

export function isOver(state: RunState): boolean {
  return (
    state === "succeeded" || state === "failed" || state === "cancelled" || state === "expired"
  );
}
