import { Chip, Group, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { useSetup } from "./SetupProvider";
import { daysOf, PRESETS, type Preset } from "./settings";

/** Which days: by preset, or by hand. */
export function RangeField() {
  const { t } = useTranslation("builder");
  const formats = useFormats();
  const { settings, chosen, change } = useSetup();
  const { range } = settings;
  const days = daysOf(range, chosen);
  const choose = (preset: Preset) =>
    change({
      range: {
        preset,
        start: preset === "custom" ? (days.start ?? "") : "",
        stop: preset === "custom" ? (days.stop ?? "") : "",
      },
    });
  const first = Math.max(...chosen.map((each) => Date.parse(each.first)));
  return (
    <Stack gap={6} role="group" aria-label={t("setup.range")}>
      <Text size="sm" fw={500}>
        {t("setup.range")}
      </Text>
      <Chip.Group value={range.preset} onChange={(next) => choose(next as Preset)}>
        <Group gap={6}>
          {PRESETS.map((each) => (
            <Chip key={each} value={each} size="xs" variant="outline">
              {t(`setup.preset.${each}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {range.preset === "custom" ? (
        <Group gap="xs" grow>
          <TextInput
            type="date"
            size="xs"
            label={t("setup.from")}
            value={range.start}
            onChange={(event) => change({ range: { ...range, start: event.currentTarget.value } })}
          />
          <TextInput
            type="date"
            size="xs"
            label={t("setup.until")}
            value={range.stop}
            onChange={(event) => change({ range: { ...range, stop: event.currentTarget.value } })}
          />
        </Group>
      ) : (
        days.start !== null &&
        days.stop !== null && (
          <Text size="sm">
            {formats.date(days.start)} – {formats.date(days.stop)}
          </Text>
        )
      )}
      {days.start !== null && chosen.length > 0 && first > Date.parse(days.start) && (
        <Text size="sm">{t("setup.startsLater", { date: formats.date(first) })}</Text>
      )}
    </Stack>
  );
}
