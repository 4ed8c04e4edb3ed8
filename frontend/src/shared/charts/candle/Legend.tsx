import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../format/useFormats";
import { lineColor } from "./drawing";
import type { Bars } from "./types";

interface LegendProps {
  bars: Bars;
  /** The bar under the pointer; the last one without. */
  row: number | null;
}

/** The values at the pointer: the table beside the chart tells them to who has none. */
export function Legend({ bars, row }: LegendProps) {
  const { t } = useTranslation("trades");
  const formats = useFormats();
  const at = row ?? bars.candles.length - 1;
  const bar = bars.candles[at];
  const price = (value: number | null | undefined, digits = 7) =>
    value == null ? "–" : formats.price(Number(value.toPrecision(digits)));
  const [opened, open, high, low, close, volume] = bar ?? [];
  return (
    <Group
      gap="4px 14px"
      aria-hidden="true"
      mih={40}
      align="flex-start"
      fz="xs"
      c="var(--chart-text)"
    >
      <Text size="xs" fw={600}>
        {opened === undefined ? "–" : formats.dateTime(opened)}
      </Text>
      {(
        [
          ["open", open],
          ["high", high],
          ["low", low],
          ["close", close],
        ] as const
      ).map(([name, value]) => (
        <span key={name}>
          {t(`chart.short.${name}`)} {price(value)}
        </span>
      ))}
      <span>
        {t("chart.short.volume")} {volume === undefined ? "–" : formats.number(volume, 0)}
      </span>
      {bars.indicators.map(({ label, pane, values }, place) => (
        <Group key={label} gap={5} wrap="nowrap">
          <i
            style={{
              width: 12,
              height: 3,
              borderRadius: 2,
              background: lineColor(place),
              flex: "none",
            }}
          />
          <span>
            {label} {price(values[at], pane === "own" ? 4 : 7)}
          </span>
        </Group>
      ))}
    </Group>
  );
}
