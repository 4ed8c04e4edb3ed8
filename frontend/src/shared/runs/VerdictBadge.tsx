import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Look, MarkedBadge } from "../ui/MarkedBadge";
import type { Examined, Verdict } from "./summary";

const LOOK: Record<Verdict, Look> = {
  passes: { color: "lagoon", mark: "✓" },
  doubtful: { color: "yellow", mark: "?" },
  fails: { color: "orange", mark: "!" },
};

/** What a robustness check came to, by word and mark, and how many of its checks went badly. */
export function VerdictBadge({ of: { overall, checks, bad } }: { of: Examined }) {
  const { t } = useTranslation();
  return (
    <Group gap={8}>
      <MarkedBadge look={LOOK[overall]}>{t(`verdict.${overall}`)}</MarkedBadge>
      <Text size="sm" c="dimmed">
        {t("verdict.checks", { count: checks, bad })}
      </Text>
    </Group>
  );
}
