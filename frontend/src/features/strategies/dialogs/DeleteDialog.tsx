import { Button, Group, List, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { strategyOne } from "../../../shared/api/queries/strategies";
import { Failed, Loading } from "../../../shared/ui/States";
import { deleted, useStrategiesChanged } from "../acts";
import type { DialogProps } from "./Dialogs";

/** Says what goes and what stays, then deletes. */
export function DeleteDialog({ strategy, onClose }: DialogProps) {
  const { t } = useTranslation(["strategies", "common"]);
  const changed = useStrategiesChanged();
  const { data, error, refetch } = useQuery({ ...strategyOne(strategy.id), staleTime: 0 });
  const remove = useMutation({
    mutationFn: (etag: string) => deleted(strategy.id, etag),
    onSuccess: () => {
      changed();
      notifications.show({ message: t("delete.done", { name: strategy.name }) });
      onClose();
    },
    // Changed meanwhile, most likely: what is there now is what the next click deletes.
    onError: () => void refetch(),
  });
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Stack>
      <Text size="sm">{t("delete.lead")}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t("delete.versions", { count: data.data.latest })}</List.Item>
        <List.Item>{t("delete.conversations")}</List.Item>
      </List>
      <Text size="sm">{t("delete.stays")}</Text>
      {remove.isError && <Failed error={remove.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("common:action.cancel")}
        </Button>
        <Button
          color="var(--loss)"
          c="var(--mantine-color-body)"
          loading={remove.isPending}
          onClick={() => remove.mutate(data.etag)}
        >
          {t("delete.make")}
        </Button>
      </Group>
    </Stack>
  );
}
