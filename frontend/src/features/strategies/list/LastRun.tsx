import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sparkline } from "../../../shared/charts/Sparkline";
import { Headlines } from "../../../shared/runs/Headlines";
import { examinedOf, headlineOf } from "../../../shared/runs/summary";
import { VerdictBadge } from "../../../shared/runs/VerdictBadge";
import { AnchorLink } from "../../../shared/ui/links";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { type Ran, ranOf } from "./lastRun";
import classes from "./list.module.css";

interface LastRunProps {
  run: Readonly<Record<string, unknown>> | null;
}

/** How the strategy did when it was last run to its end. */
export function LastRun({ run: told }: LastRunProps) {
  const { t } = useTranslation("strategies");
  const run = ranOf(told);
  if (run === null) {
    return (
      <div className={classes["last"]}>
        <Text size="sm" c="dimmed">
          {t("last.none")}
        </Text>
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
          <Whose run={run} />
          {(headline ?? examined)?.synthetic === true && <SyntheticBadge />}
        </Group>
        {headline !== null && <Headlines of={headline} />}
        {examined !== null && <VerdictBadge of={examined} />}
      </div>
    </div>
  );
}

function Whose({ run }: { run: Ran }) {
  const { t } = useTranslation("strategies");
  return (
    <>
      <AnchorLink to="/runs/$run" params={{ run: run.id }} size="sm">
        {t(`last.${run.kind}`)}
      </AnchorLink>
      {run.version !== null && (
        <Badge variant="default" size="xs" styles={{ label: { textTransform: "none" } }}>
          {t("version", { number: run.version })}
        </Badge>
      )}
    </>
  );
}
