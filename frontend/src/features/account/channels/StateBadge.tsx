import { useTranslation } from "react-i18next";
import { type Look, MarkedBadge } from "../../../shared/ui/MarkedBadge";
import type { Channel } from "./queries";

const LOOK: Record<Channel["state"], Look> = {
  unconfirmed: { color: "yellow", mark: "?" },
  on: { color: "lagoon", mark: "✓" },
  off: { color: "gray", mark: "×" },
};

/** Whether a channel is told anything, by word and mark. */
export function StateBadge({ state }: { state: Channel["state"] }) {
  const { t } = useTranslation("channels");
  return <MarkedBadge look={LOOK[state]}>{t(`state.${state}`)}</MarkedBadge>;
}
