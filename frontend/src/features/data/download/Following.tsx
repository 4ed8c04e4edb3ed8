import { Button, Card, CloseButton, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { dataKeys } from "../../../shared/api/queries/data";
import { runOne } from "../../../shared/api/queries/runs";
import { useFormats } from "../../../shared/format/useFormats";
import { percentDone, type Run, underWay } from "../../../shared/notify/activity";
import { useCancel, useRunAgain } from "../../../shared/runs/acts";
import { broughtOf } from "../../../shared/runs/summary";
import { AnchorLink } from "../../../shared/ui/links";
import { RunBadge } from "../../../shared/ui/RunBadge";
import { Failed, ProblemText } from "../../../shared/ui/States";

const route = getRouteApi("/signed/data");

const WHILE_RUNNING_MS = 1_500;

/** A download, from its place in the queue to what it brought, or to why it failed. */
export function Following({ id }: { id: string }) {
  const { t } = useTranslation(["data", "common"]);
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...runOne(id),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !underWay(state.data) ? false : WHILE_RUNNING_MS,
  });
  const state = run?.state;

  useEffect(() => {
    if (state === "succeeded") {
      void queries.invalidateQueries({ queryKey: dataKeys.all });
    }
  }, [state, queries]);

  const close = () => void navigate({ search: ({ run: _, ...others }) => others });
  return (
    <Card withBorder mb="md" component="section" aria-labelledby="following-title">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h5" id="following-title">
          {run === undefined ? t("follow.title") : run.title}
        </Title>
        <CloseButton aria-label={t("common:action.close")} onClick={close} />
      </Group>
      {run === undefined && error !== null && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {run !== undefined && <State run={run} />}
    </Card>
  );
}

function State({ run }: { run: Run }) {
  const { t } = useTranslation("data");
  const formats = useFormats();
  const percent = percentDone(run);
  const brought = broughtOf(run.summary);
  return (
    <Stack gap="xs">
      <Group gap="xs" role="status">
        <RunBadge state={run.state} />
        {brought !== null && run.state === "succeeded" && (
          <Text size="sm">
            {t("follow.brought", {
              count: brought.series,
              candles: formats.number(brought.added, 0),
            })}
          </Text>
        )}
      </Group>
      {underWay(run) && (
        <>
          <Progress value={percent ?? 0} aria-label={t("follow.progress")} />
          <Text size="sm" c="dimmed">
            {run.state === "queued" ? t("follow.queued") : t("follow.running")}
            {run.progress?.date != null &&
              ` ${t("follow.reached", { date: formats.date(run.progress.date) })}`}
          </Text>
        </>
      )}
      {run.failure !== null && (
        <Text size="sm">
          <ProblemText of={{ message: run.failure.problem, remedy: run.failure.remedy }} />
        </Text>
      )}
      <Acts run={run} />
    </Stack>
  );
}

function Acts({ run }: { run: Run }) {
  const { t } = useTranslation("data");
  const navigate = route.useNavigate();
  const cancel = useCancel();
  const again = useRunAgain(({ id }) => navigate({ search: (before) => ({ ...before, run: id }) }));
  return (
    <Group gap="sm">
      {underWay(run) && (
        <Button
          size="xs"
          variant="default"
          loading={cancel.isPending}
          disabled={run.cancel_requested}
          onClick={() => cancel.mutate(run.id)}
        >
          {t(run.cancel_requested ? "follow.cancelling" : "follow.cancel")}
        </Button>
      )}
      {!underWay(run) && run.state !== "succeeded" && (
        <Button
          size="xs"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate(run.id)}
        >
          {t("follow.again")}
        </Button>
      )}
      <AnchorLink to="/runs" search={{ kind: "download" }} size="sm">
        {t("follow.all")}
      </AnchorLink>
    </Group>
  );
}
