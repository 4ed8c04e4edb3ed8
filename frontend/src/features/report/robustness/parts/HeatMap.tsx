import { Group, SegmentedControl, Stack, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../../overview/figures";
import { Rows } from "../../tables/Rows";
import type { Report, Sweep } from "../certificate/useCertificate";
import { type HeatCell, heatRows, variantsIn } from "./heat";
import classes from "./heat.module.css";
import { Variants } from "./Variants";

interface Place {
  row: number;
  column: number;
}

/** Objectives that are fractions: the others are ratios. */
const FRACTIONS = new Set(["profit", "profit-drawdown"]);
const SHOWN = 20;

/** The variants over the two parameters that matter most: a table that is its own heat map. */
export function HeatMap({ report, sweep }: { report: Report; sweep: Sweep }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const [of, setOf] = useState<"median" | "best">("median");
  const [place, setPlace] = useState<Place | null>(null);
  const { heat } = sweep;
  if (heat === null) {
    return <Text size="sm">{t("heat.none")}</Text>;
  }
  const rows = heatRows(sweep, of);
  const isFraction = FRACTIONS.has(report.plan.objective);
  const text = (score: number) => (isFraction ? write.percent(score, 0) : write.number(score));
  /** The map's own rows begin with the lowest values, this table's with the highest. */
  const rowOf = (at: number) => rows.length - 1 - at;
  const title = t(heat.y_name === "" ? "heat.titleOne" : "heat.title", {
    x: heat.x_name,
    y: heat.y_name,
  });
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h6">
          {title}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t("heat.of")}
          value={of}
          onChange={(value) => setOf(value === "best" ? "best" : "median")}
          data={[
            { value: "median", label: t("heat.median") },
            { value: "best", label: t("heat.best") },
          ]}
        />
      </Group>
      <Rows label={title} striped={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="1%" style={{ whiteSpace: "nowrap" }}>
              {heat.y_name === "" ? "" : `${heat.y_name} ↓ `}
              {heat.x_name} →
            </Table.Th>
            {heat.x.map((label) => (
              <Table.Th key={label} scope="col" ta="center">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={row.label}>
              <Table.Th scope="row">{row.label || t("heat.only")}</Table.Th>
              {row.cells.map((cell, column) => (
                <Cell
                  key={heat.x[column]}
                  cell={cell}
                  name={[heat.x[column] ?? "", row.label || t("heat.only")]}
                  write={text}
                  open={place?.row === rowOf(at) && place.column === column}
                  onOpen={(open) => setPlace(open ? { row: rowOf(at), column } : null)}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
      <Text size="xs" c="var(--chart-text)">
        {t("heat.note", { objective: t(`objective.${report.plan.objective}`) })}
      </Text>
      <div aria-live="polite">
        {place !== null && <Opened report={report} sweep={sweep} place={place} />}
      </div>
    </Stack>
  );
}

interface CellProps {
  cell: HeatCell;
  /** Its values of the two parameters. */
  name: readonly [string, string];
  write: (score: number) => string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function Cell({ cell, name: [x, y], write, open, onOpen }: CellProps) {
  const { t } = useTranslation("robustness");
  const { score, count, chosen } = cell;
  return (
    <Table.Td p={2} ta="center" style={{ background: shade(cell) }}>
      {count > 0 && (
        <UnstyledButton
          className={classes["cell"] ?? ""}
          data-open={open}
          data-chosen={chosen}
          aria-pressed={open}
          aria-label={t(chosen ? "heat.chosenCell" : "heat.cell", {
            x,
            y,
            score: score === null ? t("heat.few") : write(score),
            count,
          })}
          onClick={() => onOpen(!open)}
        >
          {score === null ? "–" : write(score)}
        </UnstyledButton>
      )}
    </Table.Td>
  );
}

/** The variants of the cell that was clicked. */
function Opened({ report, sweep, place }: { report: Report; sweep: Sweep; place: Place }) {
  const { t } = useTranslation("robustness");
  const variants = variantsIn(sweep, place.row, place.column);
  const label = t("heat.opened", {
    x: `${sweep.heat?.x_name} ${sweep.heat?.x[place.column]}`,
    y: sweep.heat?.y_name === "" ? "" : `, ${sweep.heat?.y_name} ${sweep.heat?.y[place.row]}`,
    count: variants.length,
  });
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Variants report={report} variants={variants.slice(0, SHOWN)} label={label} />
    </Stack>
  );
}

/** A ground as strong as the score, never so strong that its figure is hard to read. */
function shade({ score, strength }: HeatCell): string {
  if (score === null || score === 0) {
    return "transparent";
  }
  const share = Math.round(4 + 24 * Math.abs(strength));
  return `color-mix(in srgb, var(${strength > 0 ? "--chart-line" : "--loss"}) ${share}%, transparent)`;
}
