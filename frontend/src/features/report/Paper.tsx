import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Overview } from "./overview/Overview";
import { Section } from "./overview/Section";
import { PeriodsTable } from "./periods/PeriodsTable";
import { QualityTab } from "./quality/QualityTab";
import { Reading } from "./strategy/Reading";
import { GroupsTab } from "./tables/GroupsTab";
import type { TabProps } from "./tabs";

/** The whole report, one thing below the other, as it is printed. */
export function Paper({ run, result }: TabProps) {
  const { t } = useTranslation("report");
  return (
    <Stack gap="md">
      <Overview run={run} result={result} />
      <Section title={t("tab.strategy")}>
        <Reading result={result} said={null} />
      </Section>
      <GroupsTab kind="pairs" result={result} />
      <GroupsTab kind="entries" result={result} />
      <GroupsTab kind="exits" result={result} />
      <Section title={t("periods.by.month")}>
        <PeriodsTable by="month" result={result} />
      </Section>
      <QualityTab result={result} />
      <Text size="xs">{t("paper.footer", { run: run.id })}</Text>
    </Stack>
  );
}
