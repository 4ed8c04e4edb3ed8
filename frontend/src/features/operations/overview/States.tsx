import { Box, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { AnchorLink } from "../../../shared/ui/links";
import { Part } from "../Part";
import type { Overview } from "../queries";

const STATES = [
  { name: "succeeded", color: "lagoon.6" },
  { name: "failed", color: "orange.6" },
  { name: "cancelled", color: "gray.5" },
  { name: "expired", color: "gray.7" },
  { name: "running", color: "blue.6" },
  { name: "starting", color: "blue.4" },
  { name: "queued", color: "yellow.6" },
] as const;

/** How runs share out among their states, and the way to those of each. */
export function States({ runs }: { runs: Overview["runs"] }) {
  const { t } = useTranslation(["operations", "common"]);
  const formats = useFormats();
  const total = STATES.reduce((sum, { name }) => sum + runs[name], 0);
  return (
    <Part title={t("states.title")} hint={t("states.hint")}>
      {total === 0 ? (
        <Text size="sm">{t("states.none")}</Text>
      ) : (
        <Progress.Root size="lg" mb="sm" aria-hidden="true">
          {STATES.map(({ name, color }) => (
            <Progress.Section
              key={name}
              value={(runs[name] / total) * 100}
              color={color}
              withAria={false}
            />
          ))}
        </Progress.Root>
      )}
      <Group style={{ gap: "0.5rem 1.5rem" }} role="list" aria-label={t("states.title")}>
        {STATES.map(({ name, color }) => (
          <Group key={name} gap={6} role="listitem" wrap="nowrap">
            <Box
              w={12}
              h={12}
              bg={color}
              style={{ borderRadius: 3, flexShrink: 0 }}
              aria-hidden="true"
            />
            <AnchorLink
              to="/operations"
              search={{ section: "runs", state: name }}
              size="sm"
              underline="hover"
            >
              {t(`common:run.${name}`)}
            </AnchorLink>
            <Text size="sm" fw={600}>
              {formats.number(runs[name], 0)}
            </Text>
          </Group>
        ))}
      </Group>
    </Part>
  );
}
