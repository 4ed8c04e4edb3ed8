import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Examined, Verdict } from "./summary";

const LOOK: Record<Verdict, { color: string; mark: string }> = {
  passes: { color: "lagoon", mark: "✓" },
  doubtful: { color: "yellow", mark: "?" },
  fails: { color: "orange", mark: "!" },
};

/** What a robustness check came to, by word and mark, and how many of its checks went badly. */
export function VerdictBadge({ of: { overall, checks, bad } }: { of: Examined }) {
  const { t } = useTranslation();
  const { color, mark } = LOOK[overall];
  return (
    <Group gap={8}>
      <Badge
        color={color}
        variant="light"
        leftSection={<span aria-hidden="true">{mark}</span>}
        styles={{
          root: { color: "var(--mantine-color-text)" },
          label: { textTransform: "none" },
        }}
      >
        {t(`verdict.${overall}`)}
      </Badge>
      <Text size="sm" c="dimmed">
        {t("verdict.checks", { count: checks, bad })}
      </Text>
    </Group>
  );
}
