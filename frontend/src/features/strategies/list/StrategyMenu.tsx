import { ActionIcon, Menu } from "@mantine/core";
import {
  IconDots,
  IconFileExport,
  IconGitFork,
  IconPencil,
  IconTimeline,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useRefused } from "../../../shared/ui/useRefused";
import { exported } from "../acts";
import type { Asked } from "../dialogs/Dialogs";

interface StrategyMenuProps {
  strategy: Schemas["StrategySummary"];
  onAsk: (asked: Asked) => void;
}

/** What can be done with a strategy beside opening it. */
export function StrategyMenu({ strategy, onAsk }: StrategyMenuProps) {
  const { t } = useTranslation(["strategies", "common"]);
  const navigate = useNavigate();
  const take = useMutation({ mutationFn: () => exported(strategy), onError: useRefused() });
  return (
    <Menu position="bottom-end" width={220} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={take.isPending}
          aria-label={t("act.menu", { name: strategy.name })}
        >
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden="true" />}
          onClick={() => onAsk({ what: "describe", strategy })}
        >
          {t("act.describe")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconGitFork size={16} aria-hidden="true" />}
          onClick={() => onAsk({ what: "fork", strategy })}
        >
          {t("act.fork")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTimeline size={16} aria-hidden="true" />}
          onClick={() => void navigate({ to: "/runs", search: { strategy: strategy.id } })}
        >
          {t("act.runs")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          onClick={() => take.mutate()}
        >
          {t("act.export")}
        </Menu.Item>
        <Menu.Divider role="separator" />
        <Menu.Item
          c="var(--loss)"
          leftSection={<IconTrash size={16} aria-hidden="true" />}
          onClick={() => onAsk({ what: "delete", strategy })}
        >
          {t("common:action.delete")} …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
