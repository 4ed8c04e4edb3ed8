import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Run } from "../../../shared/notify/activity";
import { Headlines } from "../../../shared/runs/Headlines";
import { headlineOf } from "../../../shared/runs/summary";
import classes from "../runs.module.css";
import { ChooseRun } from "./ChooseRun";
import { Outcome } from "./Outcome";
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
          <Results run={run} />
          <div>
            <RunTimes run={run} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Results({ run }: { run: Run }) {
  const headline = headlineOf(run.summary);
  return headline !== null ? <Headlines of={headline} /> : <Outcome run={run} />;
}
