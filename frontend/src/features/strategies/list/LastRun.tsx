import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sparkline } from "../../../shared/charts/Sparkline";
import type { Run } from "../../../shared/notify/activity";
import { Headlines } from "../../../shared/runs/Headlines";
import { examinedOf, headlineOf } from "../../../shared/runs/summary";
import { VerdictBadge } from "../../../shared/runs/VerdictBadge";
import { AnchorLink } from "../../../shared/ui/links";
import { RunBadge } from "../../../shared/ui/RunBadge";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { type Ran, ranOf } from "./lastRun";
import classes from "./list.module.css";

interface LastRunProps {
  run: Readonly<Record<string, unknown>> | null;
  /** The newest version: a run of another is said to be one. */
  latest: number;
  active: Run | undefined;
}

/** How the strategy did when it was last run to its end. */
export function LastRun({ run: told, latest, active }: LastRunProps) {
  const { t } = useTranslation("strategies");
  const run = ranOf(told);
  if (run === null) {
    return (
      <div className={classes["last"]}>
        {active === undefined ? (
          <Text size="sm" c="dimmed">
            {t("last.none")}
          </Text>
        ) : (
          <UnderWay run={active} />
        )}
      </div>
    );
  }
  const headline = headlineOf(run.summary);
  const examined = examinedOf(run.summary);
  return (
    <div className={classes["last"]}>
      {headline !== null && <Sparkline values={headline.equity} width={112} height={36} />}
      <div className={classes["figures"]}>
        <Group gap={6} mb={headline === null ? 0 : 2}>
          <Whose run={run} latest={latest} />
          {(headline ?? examined)?.synthetic === true && <SyntheticBadge />}
        </Group>
        {headline !== null && <Headlines of={headline} />}
        {examined !== null && <VerdictBadge of={examined} />}
        {active !== undefined && <UnderWay run={active} />}
      </div>
    </div>
  );
}

function Whose({ run, latest }: { run: Ran; latest: number }) {
  const { t } = useTranslation("strategies");
  return (
    <>
      <AnchorLink
        to="/runs/$run"
        params={{ run: run.id }}
        size="sm"
        display="inline-block"
        lh="24px"
      >
        {t(`last.${run.kind}`)}
      </AnchorLink>
      {run.version !== null && run.version !== latest && (
        <Text size="sm" c="dimmed">
          {t("last.version", { number: run.version })}
        </Text>
      )}
    </>
  );
}

function UnderWay({ run }: { run: Run }) {
  const { t } = useTranslation("strategies");
  return (
    <Group gap={6} mt={4}>
      <AnchorLink
        to="/runs/$run"
        params={{ run: run.id }}
        size="sm"
        display="inline-block"
        lh="24px"
      >
        {t("last.active")}
      </AnchorLink>
      <RunBadge state={run.state} />
    </Group>
  );
}
