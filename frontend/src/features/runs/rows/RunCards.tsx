import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Run } from "../../../shared/notify/activity";
import { Headlines } from "../../../shared/runs/Headlines";
import { broughtOf, examinedOf, headlineOf } from "../../../shared/runs/summary";
import { VerdictBadge } from "../../../shared/runs/VerdictBadge";
import classes from "../runs.module.css";
import { Brought } from "./Brought";
import { ChooseRun } from "./ChooseRun";
import { RunMenu } from "./RunMenu";
import { RunName } from "./RunName";
import { RunState } from "./RunState";
import type { RowsProps } from "./RunTable";
import { RunTimes } from "./RunTimes";

/** Runs as cards, where a table would not fit. */
export function RunCards({ runs, onDelete }: RowsProps) {
  const { t } = useTranslation("runs");
  return (
    <ul className={classes["cards"]} aria-label={t("title")}>
      {runs.map((run) => (
        <li key={run.id} className={classes["card"]}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <Group wrap="nowrap" align="flex-start" gap="sm" style={{ minWidth: 0 }}>
              <ChooseRun run={run} />
              <RunName run={run} />
            </Group>
            <RunMenu run={run} onDelete={onDelete} />
          </Group>
          <RunState run={run} />
          <Outcome run={run} />
          <div>
            <RunTimes run={run} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ run: { summary } }: { run: Run }) {
  const headline = headlineOf(summary);
  const examined = examinedOf(summary);
  const brought = broughtOf(summary);
  return (
    <>
      {headline !== null && <Headlines of={headline} />}
      {examined !== null && <VerdictBadge of={examined} />}
      {brought !== null && <Brought of={brought} />}
    </>
  );
}
