import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import {
  IconCode,
  IconLayoutGrid,
  IconMessage2,
  IconSparkles,
  IconTemplate,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AnchorLink, ButtonLink } from "../../../shared/ui/links";
import { WAYS } from "../new/ways";

const ICONS = {
  words: IconMessage2,
  template: IconTemplate,
  form: IconLayoutGrid,
  code: IconCode,
};

/** The invitation to whoever has no strategy yet. */
export function FirstStrategy() {
  const { t } = useTranslation("strategies");
  return (
    <Stack align="center" gap="xl" py="xl">
      <Stack align="center" gap="sm" maw={520}>
        <IconSparkles size={40} color="var(--mantine-primary-color-filled)" aria-hidden="true" />
        <Title order={2} size="h3" ta="center">
          {t("first.title")}
        </Title>
        <Text ta="center" c="dimmed">
          {t("first.lead")}
        </Text>
        <ButtonLink to="/welcome" size="md">
          {t("first.start")}
        </ButtonLink>
      </Stack>
      <Stack w="100%" maw={960} gap="sm">
        <Title order={3} size="h5" ta="center">
          {t("first.ways")}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          {WAYS.map((way) => {
            const Icon = ICONS[way];
            return (
              <Card key={way} withBorder>
                <Stack gap={6}>
                  <Icon size={22} aria-hidden="true" />
                  <AnchorLink to="/strategies/new" search={{ from: way }} fw={600}>
                    {t(`way.${way}`)}
                  </AnchorLink>
                  <Text size="sm" c="dimmed">
                    {t(`way.${way}Hint`)}
                  </Text>
                </Stack>
              </Card>
            );
          })}
        </SimpleGrid>
      </Stack>
    </Stack>
  );
}
