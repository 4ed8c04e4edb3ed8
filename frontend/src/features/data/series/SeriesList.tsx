import { Group, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { AnchorLink } from "../../../shared/ui/links";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { nameOf } from "./names";
import classes from "./series.module.css";

type Series = Schemas["SeriesView"];

/** From here on a table has room for its columns. */
const WIDE = "(min-width: 62em)";

/** The series, as a table or, on a phone, as cards. */
export function SeriesList({ all }: { all: readonly Series[] }) {
  const wide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  return wide ? <AsTable all={all} /> : <AsCards all={all} />;
}

function AsTable({ all }: { all: readonly Series[] }) {
  const { t } = useTranslation("data");
  const formats = useFormats();
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("title") }}>
      <Table verticalSpacing="xs" highlightOnHover aria-label={t("title")} miw={820}>
        <Table.Thead>
          <Table.Tr>
            {(["pair", "exchange", "timeframe"] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`column.${column}`)}
              </Table.Th>
            ))}
            {(["first", "last", "candles"] as const).map((column) => (
              <Table.Th key={column} scope="col" ta="right">
                {t(`column.${column}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">{t("column.source")}</Table.Th>
            <Table.Th scope="col">{t("column.quality")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((series) => (
            <Table.Tr key={nameOf(series)}>
              <Table.Th scope="row">{series.pair}</Table.Th>
              <Table.Td>{series.exchange}</Table.Td>
              <Table.Td>{series.timeframe}</Table.Td>
              <Table.Td ta="right">{formats.date(series.first)}</Table.Td>
              <Table.Td ta="right">{formats.date(series.last)}</Table.Td>
              <Table.Td ta="right">{formats.number(series.candles, 0)}</Table.Td>
              <Table.Td>
                <Source of={series} />
              </Table.Td>
              <Table.Td>
                <ToQuality of={series} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function AsCards({ all }: { all: readonly Series[] }) {
  const { t } = useTranslation("data");
  const formats = useFormats();
  return (
    <ul className={classes["cards"]} aria-label={t("title")}>
      {all.map((series) => (
        <li key={nameOf(series)} className={classes["card"]}>
          <Stack gap={4}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>
                {series.pair} · {series.timeframe}
              </Text>
              <Text size="sm">{series.exchange}</Text>
            </Group>
            <Text size="sm">
              {formats.date(series.first)} – {formats.date(series.last)}
            </Text>
            <Text size="sm" c="dimmed">
              {t("candles", { count: series.candles, shown: formats.number(series.candles, 0) })}
            </Text>
            <Group justify="space-between" gap="xs">
              <Source of={series} />
              <ToQuality of={series} />
            </Group>
          </Stack>
        </li>
      ))}
    </ul>
  );
}

function Source({ of: { synthetic, source } }: { of: Series }) {
  return synthetic ? (
    <Group gap={6} wrap="nowrap" title={source}>
      <SyntheticBadge />
    </Group>
  ) : (
    <Text size="sm">{source}</Text>
  );
}

function ToQuality({ of: series }: { of: Series }) {
  const { t } = useTranslation("data");
  const name = nameOf(series);
  return (
    <AnchorLink
      to="/data"
      search={(before) => ({ ...before, series: name })}
      size="sm"
      aria-label={t("quality.of", { name })}
    >
      {t("quality.action")}
    </AnchorLink>
  );
}
