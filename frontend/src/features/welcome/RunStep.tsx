import { Button, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconReportAnalytics } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../shared/api/client";
import { runOne } from "../../shared/api/queries/runs";
import { useFormats } from "../../shared/format/useFormats";
import { percentDone } from "../../shared/notify/activity";
import { useCancel } from "../../shared/runs/acts";
import { headlineOf } from "../../shared/runs/summary";
import { English } from "../../shared/ui/English";
import { ButtonLink } from "../../shared/ui/links";
import { isOver, RunBadge } from "../../shared/ui/RunBadge";
import { Signed } from "../../shared/ui/Signed";
import { Failed, Loading } from "../../shared/ui/States";

type Run = Schemas["RunView"];

const LOOK_MS = 1_000;

interface RunStepProps {
  id: string;
  onBack: () => void;
}

export function RunStep({ id, onBack }: RunStepProps) {
  const { t } = useTranslation("welcome");
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...runOne(id),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOver(state.data.state) ? false : LOOK_MS,
  });
  if (run === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Stack maw={760} gap="lg">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {run.title || t("run.title")}
        </Title>
        <span role="status">
          <RunBadge state={run.state} />
        </span>
      </Group>
      {!isOver(run.state) && <Working run={run} />}
      {run.state === "succeeded" && <Succeeded run={run} />}
      {run.state !== "succeeded" && isOver(run.state) && <Ended run={run} onBack={onBack} />}
    </Stack>
  );
}

function Working({ run }: { run: Run }) {
  const { t } = useTranslation(["welcome", "common"]);
  const formats = useFormats();
  const percent = percentDone(run);
  const cancel = useCancel();
  const reached = run.progress?.date ?? null;
  return (
    <Stack>
      <Progress
        value={percent ?? 100}
        size="lg"
        animated={percent === null}
        aria-label={t("run.progress")}
      />
      <Text size="sm">
        {run.progress === null
          ? t(run.state === "queued" ? "run.queued" : "run.starting")
          : t(`stage.${run.progress.stage}`)}
        {reached !== null && ` · ${formats.date(reached)}`}
      </Text>
      <Text size="sm" c="dimmed">
        {t("run.leave")}
      </Text>
      <Group>
        <Button
          variant="default"
          loading={cancel.isPending || run.cancel_requested}
          onClick={() => cancel.mutate(run.id)}
        >
          {t("common:action.cancel")}
        </Button>
      </Group>
    </Stack>
  );
}

function Succeeded({ run }: { run: Run }) {
  const { t } = useTranslation("welcome");
  const formats = useFormats();
  const told = headlineOf(run.summary);
  return (
    <Stack>
      {told !== null && (
        <SimpleGrid cols={{ base: 1, xs: 3 }} component="dl" m={0}>
          <Tile label={t("result.trades")}>
            {formats.number(told.trades, 0)}
            {told.lowSample && (
              <Text size="xs" c="dimmed" component="span" display="block">
                {t("result.few")}
              </Text>
            )}
          </Tile>
          <Tile label={t("result.profit")}>
            <Signed value={told.profit}>{formats.percent(told.profit, 2, true)}</Signed>
          </Tile>
          <Tile label={t("result.drawdown")}>{formats.percent(told.drawdown)}</Tile>
        </SimpleGrid>
      )}
      <Text>{t("result.next")}</Text>
      <Group>
        <ButtonLink
          to="/runs/$run"
          params={{ run: run.id }}
          leftSection={<IconReportAnalytics size={18} aria-hidden="true" />}
        >
          {t("result.report")}
        </ButtonLink>
        {run.strategy !== null && (
          <ButtonLink
            to="/strategies/$strategy"
            params={{ strategy: run.strategy }}
            variant="default"
          >
            {t("result.builder")}
          </ButtonLink>
        )}
      </Group>
    </Stack>
  );
}

function Tile({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz="1.6rem" fw={650}>
        {children}
      </Text>
    </Paper>
  );
}

function Ended({ run, onBack }: { run: Run; onBack: () => void }) {
  const { t } = useTranslation("welcome");
  return (
    <Stack>
      <Text role="alert">
        {run.failure === null ? (
          t("run.stopped")
        ) : (
          <English>{[run.failure.problem, run.failure.remedy].filter(Boolean).join(" ")}</English>
        )}
      </Text>
      <Group>
        <Button onClick={onBack} leftSection={<IconArrowLeft size={18} aria-hidden="true" />}>
          {t("run.again")}
        </Button>
        <ButtonLink to="/runs/$run" params={{ run: run.id }} variant="default">
          {t("run.details")}
        </ButtonLink>
      </Group>
    </Stack>
  );
}
