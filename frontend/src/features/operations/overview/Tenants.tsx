import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { MemberLink } from "../MemberLink";
import { Part } from "../Part";
import { PlanName } from "../PlanName";
import type { Overview } from "../queries";
import { Wide } from "../Wide";

const FIGURES = ["runs", "candles", "running", "queued", "storage"] as const;

/** What each user took of the platform today. */
export function Tenants({ tenants }: Pick<Overview, "tenants">) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const count = (value: number) => formats.number(value, 0);
  return (
    <Part title={t("tenants.title")} hint={t("tenants.hint")}>
      {tenants.length === 0 ? (
        <Text size="sm">{t("tenants.none")}</Text>
      ) : (
        <Wide
          label={t("tenants.title")}
          width={680}
          head={
            <>
              <Table.Th scope="col">{t("tenants.user")}</Table.Th>
              <Table.Th scope="col">{t("tenants.plan")}</Table.Th>
              {FIGURES.map((name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {t(`tenants.${name}`)}
                </Table.Th>
              ))}
            </>
          }
        >
          {tenants.map((tenant) => (
            <Table.Tr key={tenant.user}>
              <Table.Th scope="row" fw={400}>
                <MemberLink id={tenant.user} email={tenant.email} />
              </Table.Th>
              <Table.Td>
                <PlanName plan={tenant.plan} />
              </Table.Td>
              <Table.Td ta="right">{count(tenant.runs)}</Table.Td>
              <Table.Td ta="right">{formats.number(tenant.candle_years, 2)}</Table.Td>
              <Table.Td ta="right">{count(tenant.running)}</Table.Td>
              <Table.Td ta="right">{count(tenant.queued)}</Table.Td>
              <Table.Td ta="right">{formats.bytes(tenant.storage_bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Wide>
      )}
    </Part>
  );
}
