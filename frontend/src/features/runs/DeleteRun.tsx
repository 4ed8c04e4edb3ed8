import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { Run } from "../../shared/notify/activity";
import { useDelete } from "../../shared/runs/acts";
import { Failed } from "../../shared/ui/States";

interface DeleteRunProps {
  run: Run | null;
  onClose: () => void;
}

/** Says what goes and what stays, then deletes. */
export function DeleteRun({ run, onClose }: DeleteRunProps) {
  const { t } = useTranslation("runs");
  return (
    <Modal
      opened={run !== null}
      onClose={onClose}
      title={t("delete.title")}
      transitionProps={{ duration: 0 }}
    >
      {run !== null && <Confirm run={run} onClose={onClose} />}
    </Modal>
  );
}

function Confirm({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation(["runs", "common"]);
  const remove = useDelete();
  const done = () => {
    notifications.show({ message: t("delete.done") });
    onClose();
  };
  return (
    <Stack>
      <Text size="sm" fw={600}>
        {run.title || t(`kind.${run.kind}`)}
      </Text>
      <Text size="sm">{t(run.kind === "download" ? "delete.download" : "delete.lead")}</Text>
      {remove.isError && <Failed error={remove.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("common:action.cancel")}
        </Button>
        <Button
          color="var(--loss)"
          c="var(--mantine-color-body)"
          loading={remove.isPending}
          onClick={() => remove.mutate(run.id, { onSuccess: done })}
        >
          {t("delete.make")}
        </Button>
      </Group>
    </Stack>
  );
}
