import { ActionIcon, Group, Indicator, Popover, Progress, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBolt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { percentDone, type Run, runActivity, underWay } from "../../shared/notify/activity";
import { AnchorLink } from "../../shared/ui/links";
import { RunBadge } from "../../shared/ui/RunBadge";

const SHOWN = 5;

/** What is under way at the moment, from every page. */
export function RunActivity() {
  const { t } = useTranslation("shell");
  const [opened, { toggle, close }] = useDisclosure();
  const { data } = useQuery(runActivity());
  const active = (data?.items ?? []).filter(underWay);
  const label =
    active.length === 0 ? t("activity.none") : t("activity.some", { count: active.length });
  return (
    <Popover opened={opened} onChange={close} position="bottom-end" width={320} trapFocus withRoles>
      <Indicator
        label={active.length}
        size={16}
        disabled={active.length === 0}
        color="lagoon"
        offset={5}
      >
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={toggle}>
            <IconBolt size={20} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t("activity.title")}>
        <Stack gap="sm">
          {active.length === 0 && <Text size="sm">{t("activity.none")}</Text>}
          {active.slice(0, SHOWN).map((run) => (
            <Active key={run.id} run={run} onFollow={close} />
          ))}
          <AnchorLink to="/runs" size="sm" onClick={close} data-autofocus>
            {active.length > SHOWN
              ? t("activity.more", { count: active.length - SHOWN })
              : t("activity.all")}
          </AnchorLink>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Active({ run, onFollow }: { run: Run; onFollow: () => void }) {
  const { t } = useTranslation("shell");
  const percent = percentDone(run);
  const title = run.title || t(`kind.${run.kind}`);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <AnchorLink
          to="/runs/$run"
          params={{ run: run.id }}
          size="sm"
          lineClamp={1}
          onClick={onFollow}
        >
          {title}
        </AnchorLink>
        <span style={{ flexShrink: 0 }}>
          <RunBadge state={run.state} />
        </span>
      </Group>
      <Progress
        value={percent ?? 100}
        size="sm"
        animated={percent === null}
        aria-label={t("activity.progress", { title })}
      />
    </Stack>
  );
}
