import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { type Look, MarkedBadge } from "./MarkedBadge";

type RunState = Schemas["RunState"];

const LOOK: Record<RunState, Look> = {
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
  return <MarkedBadge look={LOOK[state]}>{t(`run.${state}`)}</MarkedBadge>;
}

export function isOver(state: RunState): boolean {
  return (
    state === "succeeded" || state === "failed" || state === "cancelled" || state === "expired"
  );
}
