import { Group, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Formats } from "../format";
import { useFormats } from "../format/useFormats";
import { LowSample } from "../runs/Headlines";
import { Signed } from "../ui/Signed";
import { bestOf, type Comparison, FIGURES, type Kind, letterOf, saidOf, valuesOf } from "./figures";
import { Part, Sideways } from "./Part";

/** The figures of each run in a column, the best of a row marked. */
export function Figures({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const low = saidOf(comparison, "low_sample");
  const currencies = saidOf(comparison, "stake_currency").map(String);
  // Amounts of different currencies cannot be told better or worse.
  const comparable = new Set(currencies).size === 1;
  return (
    <Part title={t("figures.title")}>
      <Sideways label={t("figures.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("figures.figure")}</Table.Th>
            {comparison.runs.map(({ id, title }, place) => (
              <Table.Th key={id} scope="col" ta="right" miw={110}>
                {letterOf(place)}
                <VisuallyHidden> {title}</VisuallyHidden>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {FIGURES.map((figure) => {
            const { name, kind, better } = figure;
            const values = valuesOf(comparison, name);
            const best = bestOf(values, kind === "money" && !comparable ? null : better);
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row" miw={130}>
                  {t(`figures.${name}`)}
                </Table.Th>
                {values.map((value, place) => (
                  <Table.Td key={comparison.runs[place]?.id} ta="right">
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      {best.includes(place) && <Best />}
                      <Value
                        value={value}
                        signed={"signed" in figure}
                        text={written(value, kind, currencies[place] ?? "", formats)}
                      />
                      {name === "total_trades" && low[place] === true && <LowSample />}
                    </Group>
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Sideways>
      <Text size="xs" c="var(--chart-text)" mt="xs">
        {t("figures.note")}
      </Text>
    </Part>
  );
}

function Best() {
  const { t } = useTranslation("compare");
  return (
    <IconStarFilled size={12} color="var(--profit)" role="img" aria-label={t("figures.best")} />
  );
}

function Value({ value, signed, text }: { value: number | null; signed: boolean; text: string }) {
  return value !== null && signed ? <Signed value={value}>{text}</Signed> : <span>{text}</span>;
}

function written(value: number | null, kind: Kind, currency: string, formats: Formats): string {
  if (value === null) {
    return "–";
  }
  const write: Record<Kind, () => string> = {
    count: () => formats.number(value, 0),
    percent: () => formats.percent(value),
    ratio: () => formats.number(value),
    money: () => formats.money(value, currency),
    duration: () => formats.duration(value),
  };
  return write[kind]();
}
