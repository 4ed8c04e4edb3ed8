import { Blockquote, List, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Result } from "../../../shared/report";
import { English } from "../../../shared/ui/English";

interface ReadingProps {
  result: Result;
  /** The words that it was read from, if it was. */
  said: string | null;
}

/** What the strategy does: as it was said, as it was read, and what the reading assumed. */
export function Reading({ result, said }: ReadingProps) {
  const { t } = useTranslation("report");
  const { reading, assumptions } = result.strategy;
  return (
    <Stack gap="sm">
      {said !== null && (
        <div>
          <Title order={3} size="h6" mb={4}>
            {t("strategy.said")}
          </Title>
          <Blockquote p="sm" my={0}>
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              <English>{said}</English>
            </Text>
          </Blockquote>
        </div>
      )}
      {reading == null ? (
        <Text size="sm">{t("strategy.code")}</Text>
      ) : (
        <div>
          <Title order={3} size="h6" mb={4}>
            {t("strategy.rules")}
          </Title>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            <English>{reading}</English>
          </Text>
        </div>
      )}
      {assumptions.length > 0 && (
        <div>
          <Title order={3} size="h6" mb={4}>
            {t("strategy.assumed")}
          </Title>
          <List size="sm">
            {assumptions.map((assumption) => (
              <List.Item key={assumption}>
                <English>{assumption}</English>
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}
