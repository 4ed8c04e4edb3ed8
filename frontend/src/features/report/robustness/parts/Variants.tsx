import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { English } from "../../../../shared/ui/English";
import { Signed } from "../../../../shared/ui/Signed";
import { type Figures, useFigures } from "../../overview/figures";
import { Rows } from "../../tables/Rows";
import type { Report } from "../certificate/useCertificate";
import type { Variant } from "./heat";

interface VariantsProps {
  report: Report;
  variants: readonly Variant[];
  label: string;
}

/** Variants with the value of each parameter, and what they came to. */
export function Variants({ report, variants, label }: VariantsProps) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const axes = report.sweep?.axes ?? [];
  return (
    <Rows label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t("sweep.variant")}</Table.Th>
          {axes.map(({ name }) => (
            <Table.Th key={name} scope="col" ta="right">
              {name}
            </Table.Th>
          ))}
          <Table.Th scope="col" ta="right">
            {t("tile.trades")}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t("tile.profit")}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t("tile.drawdown")}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t("tile.sharpe")}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variants.map((one) => (
          <Table.Tr key={one.place}>
            <Table.Th scope="row">
              {one.place === 0 ? t("sweep.asIs") : t("sweep.number", { number: one.place })}
            </Table.Th>
            {axes.map(({ name }, at) => (
              <Table.Td key={name} ta="right">
                {valueText(report, name, one.values[at] ?? 0, write)}
              </Table.Td>
            ))}
            {one.problem === "" ? (
              <>
                <Table.Td ta="right">{write.number(one.trades, 0)}</Table.Td>
                <Table.Td ta="right">
                  <Signed value={one.profit}>{write.percent(one.profit, 2, true)}</Signed>
                </Table.Td>
                <Table.Td ta="right">{write.percent(one.drawdown)}</Table.Td>
                <Table.Td ta="right">{write.ratio(one.sharpe)}</Table.Td>
              </>
            ) : (
              <Table.Td colSpan={4}>
                <English>{one.problem}</English>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Rows>
  );
}

/** A parameter's value as people read it: a number, or the name of what is none. */
export function valueText(report: Report, name: string, value: number, write: Figures): string {
  return report.strategy.labels?.[name]?.[value] ?? write.price(value);
}
