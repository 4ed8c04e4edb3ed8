import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LOUD } from "../../../shared/ui/SyntheticBadge";

/** Says above all else that this was no real market. */
export function SyntheticBanner() {
  const { t } = useTranslation("report");
  return (
    <Group
      role="note"
      wrap="nowrap"
      gap="sm"
      px="md"
      py="xs"
      mb="md"
      style={{ ...LOUD, borderRadius: "var(--mantine-radius-md)" }}
    >
      <IconAlertTriangle aria-hidden="true" style={{ flex: "none" }} />
      <div>
        <Text fw={700} size="sm">
          {t("synthetic.title")}
        </Text>
        <Text size="sm">{t("synthetic.hint")}</Text>
      </div>
    </Group>
  );
}
