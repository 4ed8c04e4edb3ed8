import { Button, Code, Group, Stack, Table, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { percentDone } from "../../../shared/notify/activity";
import { isOver, RunBadge } from "../../../shared/ui/RunBadge";
import { Failed } from "../../../shared/ui/States";
import { MemberLink, short } from "../MemberLink";
import { type OperatedRun, operationKeys } from "../queries";

/** A run, as far as it concerns the platform. */
export function RunRow({ run }: { run: OperatedRun }) {
  const { t } = useTranslation(["operations", "shell"]);
  const formats = useFormats();
  const over = isOver(run.state);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Text size="sm">{t(`shell:kind.${run.kind}`)}</Text>
        <Code title={run.id}>{short(run.id)}</Code>
      </Table.Th>
      <Table.Td>
        <State run={run} />
      </Table.Td>
      <Table.Td>
        <MemberLink id={run.owner} email={run.email} />
      </Table.Td>
      <Table.Td ta="right">{formats.number(run.cost.candle_years, 2)}</Table.Td>
      <Table.Td>
        <Text size="sm" title={formats.dateTime(run.created)}>
          {formats.relative(run.created)}
        </Text>
      </Table.Td>
      <Table.Td>{took(run, formats.duration)}</Table.Td>
      <Table.Td ta="right">{!over && <Cancel run={run} />}</Table.Td>
    </Table.Tr>
  );
}

function State({ run }: { run: OperatedRun }) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const percent = percentDone(run);
  const notes = [
    run.state === "running" && percent !== null && formats.percent(percent / 100, 0),
    run.attempt > 1 && t("runs.attempt", { number: run.attempt }),
    run.cancel_requested && !isOver(run.state) && t("runs.cancelling"),
    !isOver(run.state) &&
      run.heartbeat !== null &&
      t("runs.heard", { time: formats.relative(run.heartbeat) }),
  ].filter((note) => note !== false);
  return (
    <Stack gap={2} align="flex-start">
      <Group gap={6}>
        <RunBadge state={run.state} />
        {run.failure !== null && <Code>{run.failure}</Code>}
      </Group>
      {notes.length > 0 && (
        <Text size="xs" c="dimmed">
          {notes.join(" · ")}
        </Text>
      )}
    </Stack>
  );
}

/** How long a run was worked on; nothing for one that never started. */
function took({ started, ended }: OperatedRun, write: (seconds: number) => string): string {
  if (started === null) {
    return "–";
  }
  const end = ended === null ? Date.now() : Date.parse(ended);
  return write(Math.max(0, (end - Date.parse(started)) / 1000));
}

function Cancel({ run }: { run: OperatedRun }) {
  const { t } = useTranslation("operations");
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/admin/runs/{run}/cancel", { params: { path: { run: run.id } } })),
    onSuccess: () =>
      notifications.show({
        message: t("runs.cancelled", { id: short(run.id) }),
        color: "lagoon",
      }),
    onError: (error) =>
      notifications.show({ color: "orange", message: <Failed error={error} />, autoClose: false }),
    onSettled: () => queries.invalidateQueries({ queryKey: operationKeys.all }),
  });
  const ask = () =>
    modals.openConfirmModal({
      title: t("runs.cancelNamed", { id: short(run.id) }),
      children: <Text size="sm">{t("runs.cancelHint", { email: run.email || run.owner })}</Text>,
      labels: { confirm: t("runs.cancel"), cancel: t("runs.keep") },
      confirmProps: { color: "red.8" },
      onConfirm: () => cancel.mutate(),
    });
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t("runs.cancelNamed", { id: short(run.id) })}
      loading={cancel.isPending}
      disabled={run.cancel_requested}
      onClick={ask}
    >
      {t("runs.cancel")}
    </Button>
  );
}
