import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Told } from "../../../../shared/told/Told";
import { type Look, MarkedBadge } from "../../../../shared/ui/MarkedBadge";
import type { CheckName, Level, Verdict } from "../certificate/useCertificate";

const LOOK: Record<Level, Look> = {
  good: { color: "lagoon", mark: "✓" },
  doubtful: { color: "yellow", mark: "?" },
  bad: { color: "orange", mark: "!" },
  unknown: { color: "gray", mark: "–" },
};

/** How a check went, by word and mark. */
export function LevelBadge({ level }: { level: Level }) {
  const { t } = useTranslation("robustness");
  return <MarkedBadge look={LOOK[level]}>{t(`level.${level}`)}</MarkedBadge>;
}

interface CheckSectionProps {
  name: CheckName;
  /** One each for what was judged; their texts are the platform's own. */
  verdicts: readonly Verdict[];
  children?: ReactNode;
}

/** One check of the report: what it asks, what was found, and the figures. */
export function CheckSection({ name, verdicts, children }: CheckSectionProps) {
  const { t } = useTranslation("robustness");
  return (
    <Card
      withBorder
      padding="md"
      className="report-section"
      component="section"
      id={name}
      aria-labelledby={`${name}-title`}
      style={{ scrollMarginTop: 72 }}
    >
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" id={`${name}-title`}>
            {t(`check.${name}.name`)}
          </Title>
          <Text size="sm" c="var(--chart-text)">
            {t(`check.${name}.what`)}
          </Text>
        </div>
        {[...new Map(verdicts.map((one) => [one.text, one])).values()].map(
          ({ level, text, told }) => (
            <Group key={text} gap="sm" wrap="nowrap" align="flex-start">
              <LevelBadge level={level} />
              <Text size="sm">
                <Told text={text} told={told} />
              </Text>
            </Group>
          ),
        )}
        {children}
      </Stack>
    </Card>
  );
}
