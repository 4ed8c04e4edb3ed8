import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { runKeys, runOne } from "../../../shared/api/queries/runs";
import { useFormats } from "../../../shared/format/useFormats";
import { percentDone } from "../../../shared/notify/activity";
import { English } from "../../../shared/ui/English";
import { AnchorLink } from "../../../shared/ui/links";
import { isOver, RunBadge } from "../../../shared/ui/RunBadge";
import { Failed, Loading } from "../../../shared/ui/States";
import { Section } from "../overview/Section";
import { Outcome } from "./Outcome";
import { differing } from "./start/order";
import { StartCheck } from "./start/StartCheck";

type Run = Schemas["RunView"];
type Job = Schemas["BacktestJob"];

const START = "start-check";
const WHILE_RUNNING_MS = 3000;
/** Checks of a strategy that are looked through for one of this version. */
const LOOKED_THROUGH = 100;

/** How far a result is to be trusted: of a check itself, or the latest one of a backtest's version. */
export function RobustnessTab({ run }: { run: Run }) {
  if (run.work.kind === "download") {
    return null;
  }
  return run.kind === "robustness" ? (
    <Outcome run={run.id} />
  ) : (
    <OfBacktest run={run} job={run.work.job} />
  );
}

function OfBacktest({ run, job }: { run: Run; job: Job }) {
  const { t } = useTranslation("robustness");
  const latest = useLatest(run);
  if (run.strategy !== null && latest.isPending) {
    return <Loading />;
  }
  if (latest.error !== null) {
    return <Failed error={latest.error} onRetry={() => void latest.refetch()} />;
  }
  const check = latest.data ?? null;
  return (
    <Stack gap="md">
      {check !== null && <Latest check={check} job={job} />}
      {check?.state === "succeeded" && <Outcome run={check.id} />}
      <div id={START} tabIndex={-1} style={{ scrollMarginTop: 72, outline: "none" }}>
        <StartCheck run={run} job={job} title={t(check === null ? "start.title" : "start.again")} />
      </div>
    </Stack>
  );
}

/** To the form at the end of a long page, with the keyboard's focus as well. */
function toStart(): void {
  const form = document.getElementById(START);
  form?.scrollIntoView();
  form?.focus({ preventScroll: true });
}

/** The latest check of the strategy's version that this backtest ran; null without any. */
function useLatest({ strategy, strategy_version: version }: Run) {
  return useQuery({
    queryKey: [...runKeys.all, "checks", strategy, version],
    queryFn: async ({ signal }) => {
      const { items } = await answer(
        api.GET("/v1/runs", {
          params: {
            query: { kind: "robustness", strategy: strategy ?? "", limit: LOOKED_THROUGH },
          },
          signal,
        }),
      );
      return items.find((one) => one.strategy_version === version) ?? null;
    },
    enabled: strategy !== null,
    refetchInterval: ({ state }) =>
      state.data != null && !isOver(state.data.state) ? WHILE_RUNNING_MS : false,
  });
}

/** Which check is shown, how it goes, and whether it had other settings than this backtest. */
function Latest({ check, job }: { check: Schemas["RunSummary"]; job: Job }) {
  const { t } = useTranslation("robustness");
  const formats = useFormats();
  const whole = useQuery(runOne(check.id));
  const work = whole.data?.work;
  const others = work === undefined || work.kind === "download" ? [] : differing(job, work.job);
  const done = percentDone(check);
  return (
    <Section title={t("latest.title")} beside={<RunBadge state={check.state} />}>
      <Stack gap="xs">
        <Group gap="sm">
          <Text size="sm">{t("latest.asked", { when: formats.dateTime(check.created) })}</Text>
          <AnchorLink to="/runs/$run" params={{ run: check.id }} size="sm" underline="always">
            {t("latest.open")}
          </AnchorLink>
          <Button variant="default" size="xs" onClick={toStart}>
            {t("latest.again")}
          </Button>
        </Group>
        {!isOver(check.state) && (
          <Progress
            value={done ?? 100}
            striped={done === null}
            animated={done === null}
            aria-label={t("latest.progress")}
          />
        )}
        {check.failure != null && (
          <Text size="sm">
            <English>{check.failure.problem}</English>
          </Text>
        )}
        {others.length > 0 && (
          <Alert
            color="yellow"
            icon={<IconInfoCircle aria-hidden="true" />}
            title={t("latest.others")}
            styles={{ title: { color: "var(--mantine-color-text)" } }}
          >
            {t("latest.othersHint", {
              settings: others.map((name) => t(`setting.${name}`)).join(", "),
            })}
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
