import { Button, Center, Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { English } from "../../shared/ui/English";
import { AnchorLink } from "../../shared/ui/links";
import { Empty } from "../../shared/ui/States";

/** A page that threw: says so, and offers to load it again. */
export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Center p="xl">
      <Stack align="center" maw={480} role="alert">
        <Title order={1} size="h3">
          {t("state.crashed")}
        </Title>
        <Text ta="center">{t("state.crashedHint")}</Text>
        <Text size="sm" c="dimmed" ta="center">
          <English>{error instanceof Error ? error.message : String(error)}</English>
        </Text>
        <Button onClick={() => location.reload()}>{t("action.retry")}</Button>
      </Stack>
    </Center>
  );
}

export function Missing() {
  const { t } = useTranslation();
  return (
    <main>
      <Empty
        page
        title={t("state.notFound")}
        action={
          <AnchorLink to="/strategies" underline="always">
            {t("action.back")}
          </AnchorLink>
        }
      >
        {t("state.notFoundHint")}
      </Empty>
    </main>
  );
}
