import { Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { percentDone, type Run, underWay } from "../../../shared/notify/activity";
import { RunBadge } from "../../../shared/ui/RunBadge";

/** Where a run is, and how far. */
export function RunState({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  return (
    <Stack gap={4}>
      <Group gap={6}>
        <RunBadge state={run.state} />
        {run.cancel_requested && underWay(run) && (
          <Text size="sm" c="dimmed">
            {t("cancelling")}
          </Text>
        )}
      </Group>
      {(run.state === "running" || run.state === "starting") && <Far run={run} />}
    </Stack>
  );
}

function Far({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  const formats = useFormats();
  const percent = percentDone(run);
  const stage = run.progress?.stage;
  return (
    <>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent ?? 100}
          striped={percent === null}
          animated={percent === null}
          withAria={percent !== null}
          color={percent === null ? "gray" : "lagoon"}
          aria-label={t("progress", { title: run.title })}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        {stage === undefined ? t("stage.preparing") : t(`stage.${stage}`)}
        {percent !== null && ` · ${formats.percent(percent / 100, 0)}`}
        {run.progress?.date != null && ` · ${formats.date(run.progress.date)}`}
      </Text>
    </>
  );
}
