import { Box, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Band } from "../certificate/useCertificate";
import { scaleOf } from "./scale";

export interface RangeRow {
  name: string;
  band: Band;
  /** What the run itself came to. */
  run?: number | null;
}

interface RangesProps {
  label: string;
  rows: readonly RangeRow[];
  write: (value: number) => string;
  /** What the diamond stands for: this run, or the best by luck. */
  runName?: "run" | "luck";
}

/** From the 5th to the 95th of a hundred outcomes, the middle marked, on one scale. */
export function Ranges({ label, rows, write, runName = "run" }: RangesProps) {
  const { t } = useTranslation("robustness");
  const place = scaleOf(
    rows.flatMap(({ band, run }) => [band.low, band.high, ...(run == null ? [] : [run]), 0]),
  );
  return (
    <Stack gap={8} role="list" aria-label={label}>
      {rows.map(({ name, band, run }) => (
        <Box key={name} role="listitem">
          <Text size="xs" c="var(--chart-text)">
            <Text span inherit fw={600}>
              {name}:
            </Text>{" "}
            {t(runName === "luck" ? "range.interval" : "range.text", {
              low: write(band.low),
              middle: write(band.middle),
              high: write(band.high),
            })}
            {run != null && ` · ${t(`range.${runName}`, { value: write(run) })}`}
          </Text>
          <Box pos="relative" h={18} aria-hidden="true">
            <Bar left={0} width={100} top={8} height={1} color="var(--chart-grid)" />
            <Bar left={place(0)} width={0} top={0} height={18} color="var(--chart-text)" />
            <Bar
              left={place(band.low)}
              width={place(band.high) - place(band.low)}
              top={4}
              height={10}
              color="var(--chart-line)"
              faint
            />
            <Bar
              left={place(band.middle)}
              width={0}
              top={2}
              height={14}
              color="var(--chart-line)"
            />
            {run != null && (
              <Box
                pos="absolute"
                style={{
                  left: `calc(${place(run)}% - 5px)`,
                  top: 4,
                  width: 10,
                  height: 10,
                  transform: "rotate(45deg)",
                  background: "var(--chart-second)",
                }}
              />
            )}
          </Box>
        </Box>
      ))}
    </Stack>
  );
}

interface BarProps {
  left: number;
  width: number;
  top: number;
  height: number;
  color: string;
  faint?: boolean;
}

function Bar({ left, width, top, height, color, faint = false }: BarProps) {
  return (
    <Box
      pos="absolute"
      style={{
        left: `${left}%`,
        width: width === 0 ? 2 : `${width}%`,
        top,
        height,
        borderRadius: 2,
        background: color,
        opacity: faint ? 0.35 : 1,
      }}
    />
  );
}
