import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Run } from "../../../shared/notify/activity";

/** When a run was asked for, and how long it took. */
export function RunTimes({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  const formats = useFormats();
  const took =
    run.started === null || run.ended === null
      ? null
      : (Date.parse(run.ended) - Date.parse(run.started)) / 1000;
  return (
    <>
      <Text size="sm">
        <time dateTime={run.created} title={formats.dateTime(run.created)}>
          {formats.relative(run.created)}
        </time>
      </Text>
      {took !== null && (
        <Text size="xs" c="dimmed">
          {t("took", { time: formats.duration(Math.max(1, took)) })}
        </Text>
      )}
    </>
  );
}
