import { Button, Group, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { type Comparison, isOfStrategy, letterOf, pathText } from "./figures";
import { Letter } from "./Named";
import { Part, Sideways } from "./Part";
import { settingOf } from "./settings";
import type { Results } from "./useResults";

const SHOWN = 8;

interface DifferencesProps {
  comparison: Comparison;
  results: Results;
}

/** In what the runs differ: settings first, then the strategies themselves. */
export function Differences({ comparison, results }: DifferencesProps) {
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
            first={strategy.length > SHOWN ? 0 : SHOWN}
          >
            <Readings comparison={comparison} results={results} />
          </Kind>
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
  /** How many rows are shown at once. */
  first?: number;
  children?: ReactNode;
}

function Kind({ title, none, rows, comparison, first = SHOWN, children }: KindProps) {
  const { t } = useTranslation("compare");
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, first);
  return (
    <Stack gap={6} align="flex-start">
      <Title order={3} size="h6">
        {title}
      </Title>
      {rows.length === 0 ? <Text size="sm">{none}</Text> : children}
      {shown.length > 0 && (
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
                    <Name path={name} />
                  </Table.Th>
                  {values.map((value, place) => (
                    <Table.Td key={comparison.runs[place]?.id} miw={90}>
                      <Value path={name} value={value} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Sideways>
        </div>
      )}
      {rows.length > first && (
        <Button variant="subtle" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("differences.fewer") : t("differences.all", { count: rows.length })}
        </Button>
      )}
    </Stack>
  );
}

/** The strategies as they were read, in the platform's own words. */
function Readings({ comparison, results }: DifferencesProps) {
  return (
    <SimpleGrid cols={{ base: 1, md: Math.min(comparison.runs.length, 3) }} spacing="md" w="100%">
      {comparison.runs.map(({ id }, place) => {
        const reading = results.found[place]?.strategy.reading;
        return reading == null ? null : (
          <Group key={id} wrap="nowrap" align="flex-start" gap="sm">
            <Letter place={place} />
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              {reading}
            </Text>
          </Group>
        );
      })}
    </SimpleGrid>
  );
}

/** A setting by its name, anything else by its path. */
function Name({ path }: { path: string }) {
  const { t } = useTranslation("compare");
  const setting = settingOf(path);
  return setting === null ? pathText(path) : t(`setting.${setting}`);
}

function Value({ path, value }: { path: string; value: unknown }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  if (value === null || value === undefined) {
    return t("value.none");
  }
  if (path.startsWith("timerange.") && typeof value === "string") {
    return formats.date(value);
  }
  if (typeof value === "boolean") {
    return value ? t("value.yes") : t("value.no");
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) {
    return value.length === 0 ? t("value.none") : value.join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
