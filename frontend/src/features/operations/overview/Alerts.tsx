import { Alert as Box, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Overview } from "../queries";
import { type Alert, alertsOf } from "./alerts";

/** What somebody should look into, in words; or that there is nothing. */
export function Alerts({ overview }: { overview: Overview }) {
  const { t } = useTranslation("operations");
  const alerts = alertsOf(overview);
  return (
    <Stack gap="xs" role="status" aria-label={t("alert.label")}>
      {alerts.length === 0 && (
        <Group gap="xs">
          <IconCircleCheck size={20} color="var(--profit)" aria-hidden="true" />
          <Text size="sm">{t("alert.none")}</Text>
        </Group>
      )}
      {alerts.map((alert) => (
        <Told key={alert.kind} alert={alert} />
      ))}
    </Stack>
  );
}

function Told({ alert }: { alert: Alert }) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  return (
    <Box
      color="orange"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={t(`alert.${alert.kind}.title`)}
      styles={{ title: { color: "var(--mantine-color-text)" } }}
    >
      <Text size="sm">{words()}</Text>
    </Box>
  );

  function words(): string {
    switch (alert.kind) {
      case "wait":
        return t("alert.wait.text", { time: formats.duration(alert.seconds) });
      case "failures":
        return t("alert.failures.text", {
          share: formats.percent(alert.share, 0),
          failed: alert.failed,
          ended: alert.ended,
        });
      case "heartbeat":
        return t("alert.heartbeat.text", {
          count: alert.silent,
          time: formats.duration(alert.seconds),
        });
    }
  }
}
