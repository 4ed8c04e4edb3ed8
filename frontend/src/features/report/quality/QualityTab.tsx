import { Group, Stack, Table, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { usePrinting } from "../../../shared/charts/printing";
import type { CandleQuality, Result } from "../../../shared/report";
import { repairs } from "../../../shared/report/repairs";
import { Told } from "../../../shared/told/Told";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { type Figures, useFigures } from "../overview/figures";
import { Section } from "../overview/Section";
import { Rows } from "../tables/Rows";

type Name = "timeframe" | "candles" | "first" | "last" | "gaps" | "filled" | "longest" | "outliers";

const COLUMNS: readonly Name[] = [
  "timeframe",
  "candles",
  "first",
  "last",
  "gaps",
  "filled",
  "longest",
  "outliers",
];
/** What fits on paper. */
const ON_PAPER: readonly Name[] = ["timeframe", "candles", "gaps", "filled", "outliers"];
const DATES_SHOWN = 5;

const CELLS: Record<Name, (one: CandleQuality, write: Figures) => string> = {
  timeframe: ({ timeframe }) => timeframe,
  candles: ({ candles }, write) => write.number(candles, 0),
  first: ({ first }, write) => (first === null ? "–" : write.date(first)),
  last: ({ last }, write) => (last === null ? "–" : write.date(last)),
  gaps: ({ gaps }, write) => write.number(gaps, 0),
  filled: ({ filled }, write) => write.number(filled, 0),
  longest: ({ longest_gap_minutes: minutes }, write) => write.lasting(minutes * 60),
  outliers: ({ outliers }, write) => write.number(outliers, 0),
};

/** What the candles were: how many, what was missing, what was repaired, and what to know. */
export function QualityTab({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const columns = usePrinting() ? ON_PAPER : COLUMNS;
  // Where all of them are, the heading says so.
  const mixed = result.data_quality.candles.some(({ synthetic }) => !synthetic);
  return (
    <Section title={t("tab.quality")} beside={result.data_quality.synthetic && <SyntheticBadge />}>
      <Stack gap="sm">
        <Text size="sm" c="var(--chart-text)">
          {t("quality.hint")}
        </Text>
        <Rows label={t("tab.quality")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("quality.pair")}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta="right">
                  {t(`quality.${column}`)}
                </Table.Th>
              ))}
              <Table.Th scope="col">{t("quality.remarks")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.data_quality.candles.map((one) => (
              <Series
                key={`${one.pair} ${one.timeframe}`}
                one={one}
                columns={columns}
                marked={mixed && one.synthetic}
              />
            ))}
          </Table.Tbody>
        </Rows>
      </Stack>
    </Section>
  );
}

interface SeriesProps {
  one: CandleQuality;
  columns: readonly Name[];
  marked: boolean;
}

function Series({ one, columns, marked }: SeriesProps) {
  const { t } = useTranslation("report");
  const write = useFigures("");
  const dates = one.outlier_dates.slice(0, DATES_SHOWN).map((date) => write.dateTime(date));
  const done = [
    ...repairs(one).map(([name, count]) =>
      t(`quality.repair.${name}`, { count, shown: write.number(count, 0) }),
    ),
    ...(one.resampled_from == null ? [] : [t("quality.resampled", { from: one.resampled_from })]),
    ...(dates.length === 0 ? [] : [t("quality.outliersAt", { dates: dates.join(", ") })]),
  ];

  return (
    <Table.Tr>
      <Table.Th scope="row" miw={marked ? 160 : 100}>
        <Group gap={6}>
          {one.pair}
          {marked && <SyntheticBadge />}
        </Group>
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column} ta="right" style={{ whiteSpace: "nowrap" }}>
          {CELLS[column](one, write)}
        </Table.Td>
      ))}
      <Table.Td miw={220}>
        {done.join("; ")}
        {one.remarks.map((remark, at) => (
          <Fragment key={remark}>
            {(done.length > 0 || at > 0) && "; "}
            <Told text={remark} told={one.told?.[remark]} />
          </Fragment>
        ))}
        {done.length + one.remarks.length === 0 && "–"}
      </Table.Td>
    </Table.Tr>
  );
}
