import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Result } from "../../../shared/report";
import { useAllFigures } from "./allFigures";
import { Facts } from "./Facts";
import { Section } from "./Section";

/** Every figure of the run, by subject. */
export function AllFigures({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const subjects = useAllFigures(result);
  return (
    <Section title={t("figures.title")}>
      <Stack gap="md">
        {subjects.map(([title, items]) => (
          <div key={title}>
            <Title order={3} size="h6" mb={6}>
              {title}
            </Title>
            <Facts items={items} />
          </div>
        ))}
      </Stack>
    </Section>
  );
}
