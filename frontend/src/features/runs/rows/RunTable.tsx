import { ScrollArea, Table, Text, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sparkline } from "../../../shared/charts/Sparkline";
import { useFormats } from "../../../shared/format/useFormats";
import type { Run } from "../../../shared/notify/activity";
import { LowSample } from "../../../shared/runs/Headlines";
import { type Headline, headlineOf } from "../../../shared/runs/summary";
import { Signed } from "../../../shared/ui/Signed";
import classes from "../runs.module.css";
import { ChooseRun } from "./ChooseRun";
import { Outcome } from "./Outcome";
import { RunMenu } from "./RunMenu";
import { RunName } from "./RunName";
import { RunState } from "./RunState";
import { RunTimes } from "./RunTimes";

export interface RowsProps {
  runs: readonly Run[];
  onDelete: (run: Run) => void;
}

const FIGURES = ["trades", "profit", "drawdown", "sharpe"] as const;

/** Runs as rows, where there is room for them. */
export function RunTable({ runs, onDelete }: RowsProps) {
  const { t } = useTranslation(["runs", "common"]);
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("title") }}>
      <Table
        verticalSpacing="xs"
        highlightOnHover
        aria-label={t("title")}
        miw={1040}
        className={classes["table"] ?? ""}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={44}>
              <VisuallyHidden>{t("column.choose")}</VisuallyHidden>
            </Table.Th>
            <Table.Th scope="col">{t("column.what")}</Table.Th>
            <Table.Th scope="col">{t("column.state")}</Table.Th>
            {FIGURES.map((name) => (
              <Table.Th scope="col" key={name} ta="right">
                {t(`common:figure.${name}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">{t("column.equity")}</Table.Th>
            <Table.Th scope="col">{t("column.asked")}</Table.Th>
            <Table.Th scope="col" w={50}>
              <VisuallyHidden>{t("column.act")}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <ChooseRun run={run} />
              </Table.Td>
              <Table.Th scope="row" fw={400} className={classes["what"] ?? ""}>
                <RunName run={run} />
              </Table.Th>
              <Table.Td className={classes["state"] ?? ""}>
                <RunState run={run} />
              </Table.Td>
              <Results run={run} />
              <Table.Td>
                <RunTimes run={run} />
              </Table.Td>
              <Table.Td>
                <RunMenu run={run} onDelete={onDelete} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

/** The cells of the figures; what has none tells its outcome over all of these. */
function Results({ run }: { run: Run }) {
  const headline = headlineOf(run.summary);
  return headline !== null ? (
    <Figures of={headline} />
  ) : (
    <Table.Td colSpan={FIGURES.length + 1}>
      <Outcome run={run} />
    </Table.Td>
  );
}

function Figures({ of: headline }: { of: Headline }) {
  const formats = useFormats();
  return (
    <>
      <Table.Td ta="right">
        {formats.number(headline.trades, 0)}
        {headline.lowSample && (
          <Text component="div" size="xs">
            <LowSample />
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Signed value={headline.profit}>{formats.percent(headline.profit, 2, true)}</Signed>
      </Table.Td>
      <Table.Td ta="right">{formats.percent(headline.drawdown)}</Table.Td>
      <Table.Td ta="right">
        {headline.sharpe === null ? "–" : formats.number(headline.sharpe)}
      </Table.Td>
      <Table.Td>
        <Sparkline values={headline.equity} width={96} height={32} />
      </Table.Td>
    </>
  );
}
