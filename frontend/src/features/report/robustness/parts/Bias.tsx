import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../shared/format/useFormats";
import { English } from "../../../../shared/ui/English";
import { Rows } from "../../tables/Rows";
import type { Report } from "../certificate/useCertificate";
import { CheckSection } from "./Verdict";

/** Whether the strategy sees the future, or too little of the past. */
export function Bias({ report: { bias } }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const formats = useFormats();
  if (bias == null) {
    return null;
  }
  const findings = bias.pairs.flatMap((pair) =>
    pair.findings.map((finding) => ({ ...finding, pair: pair.pair })),
  );
  return (
    <CheckSection name="bias" verdicts={[bias.lookahead, bias.warmup]}>
      {findings.length > 0 && (
        <Rows label={t("bias.findings")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("bias.column")}</Table.Th>
              <Table.Th scope="col">{t("bias.pair")}</Table.Th>
              <Table.Th scope="col">{t("bias.test")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("bias.changed")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("bias.ahead")}
              </Table.Th>
              <Table.Th scope="col">{t("bias.first")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {findings.map((one) => (
              <Table.Tr key={`${one.pair} ${one.column} ${one.test}`}>
                <Table.Th scope="row" miw={180}>
                  {one.about === one.column ? one.about : <English>{one.about}</English>}
                </Table.Th>
                <Table.Td>{one.pair}</Table.Td>
                <Table.Td>{t(one.test === "lookahead" ? "bias.looks" : "bias.depends")}</Table.Td>
                <Table.Td ta="right">
                  {t("bias.of", { changed: one.changed, checked: one.checked })}
                </Table.Td>
                <Table.Td ta="right">
                  {one.ahead ? t("bias.candles", { count: one.ahead }) : "–"}
                </Table.Td>
                <Table.Td>{formats.dateTime(one.first)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Rows>
      )}
    </CheckSection>
  );
}
