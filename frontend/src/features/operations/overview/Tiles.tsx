import { Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Overview } from "../queries";
import { successRate } from "./alerts";

/** The figures that an operator looks at first. */
export function Tiles({ overview: { runs, oldest_queued: oldest, users } }: TilesProps) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const rate = successRate(runs);
  const count = (value: number) => formats.number(value, 0);
  const tiles = [
    { name: "queued", value: count(runs.queued), note: t("tile.now") },
    {
      name: "wait",
      value: oldest === null ? "–" : formats.duration(oldest.seconds),
      note: t(oldest === null ? "tile.nobodyWaits" : "tile.now"),
    },
    { name: "running", value: count(runs.starting + runs.running), note: t("tile.now") },
    { name: "failed", value: count(runs.failed), note: t("tile.day") },
    {
      name: "rate",
      value: rate === null ? "–" : formats.percent(rate, 0),
      note: t(rate === null ? "tile.noneEnded" : "tile.day"),
    },
    {
      name: "users",
      value: count(users.total),
      note: t("tile.newToday", { count: users.new_today }),
    },
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" role="list">
      {tiles.map(({ name, value, note }) => (
        <Paper key={name} withBorder p="sm" role="listitem">
          <Text size="sm" c="dimmed">
            {t(`tile.${name}`)}
          </Text>
          <Text fz={26} fw={600} lh={1.25}>
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

interface TilesProps {
  overview: Overview;
}
