import { Group, Text, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";

type Stage = Schemas["Progress"]["stage"];

const STAGES: readonly Stage[] = ["preparing", "loading", "indicators", "trading", "report"];

/** The steps of a run, the current one marked. */
export function Stages({ stage }: { stage: Stage | undefined }) {
  const { t } = useTranslation("report");
  const at = stage === undefined ? 0 : STAGES.indexOf(stage);
  return (
    <Group
      component="ol"
      gap="lg"
      m={0}
      p={0}
      style={{ listStyle: "none" }}
      aria-label={t("live.stages")}
    >
      {STAGES.map((each, place) => (
        <Group
          component="li"
          key={each}
          gap={6}
          wrap="nowrap"
          {...(place === at ? { "aria-current": "step" as const } : {})}
        >
          <span aria-hidden="true">{place < at ? "✓" : place === at ? "▶" : "○"}</span>
          <Text size="sm" fw={place === at ? 650 : 400}>
            {t(`live.short.${each}`)}
          </Text>
          {place < at && <VisuallyHidden>{t("live.done")}</VisuallyHidden>}
        </Group>
      ))}
    </Group>
  );
}
