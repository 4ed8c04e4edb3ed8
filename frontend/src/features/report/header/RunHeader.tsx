import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconDots, IconLink, IconPlayerPlay, IconPrinter, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { useDelete, useRunAgain } from "../../../shared/runs/acts";
import { AnchorLink } from "../../../shared/ui/links";
import { PageHeader } from "../../../shared/ui/PageHeader";
import { isOver, RunBadge } from "../../../shared/ui/RunBadge";
import { useRefused } from "../../../shared/ui/useRefused";
import { SyntheticBanner } from "../quality/Synthetic";

type Run = Schemas["RunView"];

const PAIRS_SHOWN = 4;

/** What was run, of what, and what can be done with it. */
export function RunHeader({ run }: { run: Run }) {
  const { t } = useTranslation("report");
  const navigate = useNavigate();
  const again = useRunAgain(({ id }) => navigate({ to: "/runs/$run", params: { run: id } }));
  const over = isOver(run.state);
  return (
    <>
      <PageHeader
        title={run.title || t(`kind.${run.kind}`)}
        windowTitle={`${run.title} · ${t(`kind.${run.kind}`)}`}
        lead={<Lead run={run} />}
        actions={
          <>
            {run.state === "succeeded" && (
              <Button
                variant="default"
                leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
                loading={again.isPending}
                onClick={() => again.mutate(run.id)}
              >
                {t("act.again")}
              </Button>
            )}
            <More run={run} over={over} />
          </>
        }
      />
      {run.summary?.["synthetic"] === true && <SyntheticBanner />}
    </>
  );
}

function Lead({ run }: { run: Run }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  return (
    <>
      <Group gap="xs" mb={4}>
        <RunBadge state={run.state} />
        {run.strategy !== null && run.strategy_version !== null && (
          <AnchorLink
            to="/strategies/$strategy"
            params={{ strategy: run.strategy }}
            size="sm"
            underline="always"
          >
            {t("header.version", { name: nameOf(run), version: run.strategy_version })}
          </AnchorLink>
        )}
        <Text size="sm" c="var(--chart-text)">
          {t("header.asked", { when: formats.dateTime(run.created) })}
        </Text>
      </Group>
      <Text size="sm" c="var(--chart-text)">
        <Settings run={run} />
      </Text>
    </>
  );
}

function nameOf(run: Run): string {
  if (run.work.kind !== "download") {
    const { strategy } = run.work.job;
    const name = strategy.kind === "spec" ? strategy.spec["name"] : strategy.class_name;
    if (typeof name === "string" && name !== "") {
      return name;
    }
  }
  return run.title;
}

/** The settings line: what was tested, where and when. */
function Settings({ run }: { run: Run }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const asked = run.work.kind === "download" ? run.work : run.work.job;
  const pairs = asked.pairs.slice(0, PAIRS_SHOWN).join(", ");
  const more = asked.pairs.length - PAIRS_SHOWN;
  const summary = run.summary ?? {};
  const range =
    typeof summary["backtest_start"] === "string" && typeof summary["backtest_end"] === "string"
      ? `${formats.date(summary["backtest_start"])} – ${formats.date(summary["backtest_end"])}`
      : null;
  return [
    more > 0 ? t("header.pairs", { pairs, count: more }) : pairs,
    asked.timeframe,
    `${asked.exchange} ${asked.trading_mode ?? ""}`.trim(),
    range,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

function More({ run, over }: { run: Run; over: boolean }) {
  const { t } = useTranslation("report");
  const { t: common } = useTranslation();
  const clipboard = useClipboard();
  const navigate = useNavigate();
  const onError = useRefused();
  const remove = useDelete(async () => {
    await navigate({ to: "/runs" });
    notifications.show({ message: t("act.deleted") });
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t("act.deleteTitle"),
      children: <Text size="sm">{t("act.deleteHint")}</Text>,
      labels: { confirm: common("action.delete"), cancel: common("action.back") },
      confirmProps: { color: "orange" },
      onConfirm: () => remove.mutate(run.id, { onError }),
    });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("act.more")}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={16} aria-hidden="true" />}
          onClick={() => {
            clipboard.copy(globalThis.location.href);
            notifications.show({ message: t("act.linkCopied") });
          }}
        >
          {t("act.link")}
        </Menu.Item>
        {run.state === "succeeded" && (
          <Menu.Item
            leftSection={<IconPrinter size={16} aria-hidden="true" />}
            // After the menu has closed: it is no part of the page that is printed.
            onClick={() => setTimeout(() => globalThis.print(), 300)}
          >
            {t("act.print")}
          </Menu.Item>
        )}
        {over && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden="true" />} onClick={confirm}>
              {t("act.delete")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
