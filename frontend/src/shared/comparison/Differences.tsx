import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Comparison, isOfStrategy, letterOf, pathText } from "./figures";
import { Part, Sideways } from "./Part";

const SHOWN = 8;

/** In what the runs differ: settings first, then the strategies themselves. */
export function Differences({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("compare");
  const { differences } = comparison;
  const settings = differences.filter(({ name }) => !isOfStrategy(name));
  const strategy = differences.filter(({ name }) => isOfStrategy(name));
  return (
    <Part title={t("differences.title")}>
      {differences.length === 0 ? (
        <Text size="sm">{t("differences.none")}</Text>
      ) : (
        <Stack gap="md">
          <Kind
            title={t("differences.settings")}
            none={t("differences.sameSettings")}
            rows={settings}
            comparison={comparison}
          />
          <Kind
            title={t("differences.strategy")}
            none={t("differences.sameStrategy")}
            rows={strategy}
            comparison={comparison}
          />
        </Stack>
      )}
    </Part>
  );
}

interface KindProps {
  title: string;
  none: string;
  rows: Comparison["differences"];
  comparison: Comparison;
}

function Kind({ title, none, rows, comparison }: KindProps) {
  const { t } = useTranslation("compare");
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Stack gap={6} align="flex-start">
      <Title order={3} size="h6">
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text size="sm">{none}</Text>
      ) : (
        <div style={{ width: "100%" }}>
          <Sideways label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("differences.what")}</Table.Th>
                {comparison.runs.map(({ id }, place) => (
                  <Table.Th key={id} scope="col">
                    {letterOf(place)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ name, values }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" miw={160}>
                    {pathText(name)}
                  </Table.Th>
                  {values.map((value, place) => (
                    <Table.Td key={comparison.runs[place]?.id} miw={90}>
                      <Value value={value} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Sideways>
        </div>
      )}
      {rows.length > SHOWN && (
        <Button variant="subtle" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("differences.fewer") : t("differences.all", { count: rows.length })}
        </Button>
      )}
    </Stack>
  );
}

function Value({ value }: { value: unknown }) {
  const { t } = useTranslation("compare");
  if (value === null || value === undefined) {
    return t("value.none");
  }
  if (typeof value === "boolean") {
    return value ? t("value.yes") : t("value.no");
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) {
    return value.length === 0 ? t("value.none") : value.join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
