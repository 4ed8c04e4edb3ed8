import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { AnchorLink } from "../ui/links";
import { SyntheticBadge } from "../ui/SyntheticBadge";
import { type Comparison, letterOf, saidOf } from "./figures";

/** Which letter is which run. */
export function Named({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const synthetic = saidOf(comparison, "synthetic");
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }} aria-label={t("runs")}>
      {comparison.runs.map((run, place) => (
        <Group component="li" key={run.id} gap="sm" wrap="nowrap" align="center">
          <Letter place={place} />
          <div>
            <AnchorLink to="/runs/$run" params={{ run: run.id }} size="sm" underline="always">
              {run.title || t("untitled")}
            </AnchorLink>
            <Text span size="xs" c="var(--chart-text)" ml="xs">
              {run.strategy_version === null
                ? formats.dateTime(run.created)
                : t("version", {
                    version: run.strategy_version,
                    when: formats.dateTime(run.created),
                  })}
            </Text>
          </div>
          {synthetic[place] === true && <SyntheticBadge />}
        </Group>
      ))}
    </Stack>
  );
}

export function Letter({ place }: { place: number }) {
  return (
    <Badge
      circle
      variant="default"
      styles={{ label: { color: "var(--mantine-color-text)", textTransform: "none" } }}
      style={{ flex: "none" }}
    >
      {letterOf(place)}
    </Badge>
  );
}
