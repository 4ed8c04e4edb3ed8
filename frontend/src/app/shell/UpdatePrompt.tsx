import { Button, Dialog, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useUpdate } from "./updates";

/** A newer version of the application waits: taken when asked, so that no work is lost. */
export function UpdatePrompt() {
  const { t } = useTranslation("shell");
  const { apply, dismiss } = useUpdate();
  return (
    <Dialog
      opened={apply !== null}
      onClose={dismiss}
      position={{ bottom: 16, left: 16 }}
      role="status"
      withBorder
      className="no-print"
    >
      <Text size="sm" mb="sm">
        {t("update.ready")}
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={() => apply?.()}>
          {t("update.apply")}
        </Button>
        <Button size="xs" variant="default" onClick={dismiss}>
          {t("update.later")}
        </Button>
      </Group>
    </Dialog>
  );
}
