import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Run, underWay } from "../../../shared/notify/activity";
import { useCancel, useRunAgain } from "../../../shared/runs/acts";

interface RunMenuProps {
  run: Run;
  onDelete: (run: Run) => void;
}

/** What can be done with a run beside opening it. */
export function RunMenu({ run, onDelete }: RunMenuProps) {
  const { t } = useTranslation("runs");
  const cancel = useCancel();
  const navigate = useNavigate();
  const again = useRunAgain(({ id }) => navigate({ to: "/runs/$run", params: { run: id } }));
  return (
    <Menu position="bottom-end" width={200} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={cancel.isPending || again.isPending}
          aria-label={t("act.menu", { title: run.title || t(`kind.${run.kind}`) })}
        >
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {underWay(run) ? (
          <Menu.Item
            leftSection={<IconPlayerStop size={16} aria-hidden="true" />}
            disabled={run.cancel_requested}
            onClick={() => cancel.mutate(run.id)}
          >
            {t("act.cancel")}
          </Menu.Item>
        ) : (
          <>
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
              onClick={() => again.mutate(run.id)}
            >
              {t("act.again")}
            </Menu.Item>
            <Menu.Divider role="separator" />
            <Menu.Item
              c="var(--loss)"
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              onClick={() => onDelete(run)}
            >
              {t("act.delete")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
