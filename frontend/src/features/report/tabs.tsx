import type { ReactNode } from "react";
import type { Schemas } from "../../shared/api/client";
import type { Result } from "../../shared/report";
import type { ReportTab } from "../../shared/report/parts";
import { arriving } from "../../shared/ui/arriving";
import { Overview } from "./overview/Overview";
import { QualityTab } from "./quality/QualityTab";
import { GroupsTab } from "./tables/GroupsTab";

const Trades = arriving(() => import("./trades/TradesTab").then(({ TradesTab }) => TradesTab));
const Robustness = arriving(() =>
  import("./robustness/RobustnessTab").then(({ RobustnessTab }) => RobustnessTab),
);
const Compare = arriving(() => import("./compare/CompareTab").then(({ CompareTab }) => CompareTab));
const Periods = arriving(() => import("./periods/PeriodsTab").then(({ PeriodsTab }) => PeriodsTab));
const Strategy = arriving(() =>
  import("./strategy/StrategyTab").then(({ StrategyTab }) => StrategyTab),
);
const Logs = arriving(() => import("./logs/LogsTab").then(({ LogsTab }) => LogsTab));
const Export = arriving(() => import("./export/ExportTab").then(({ ExportTab }) => ExportTab));

export interface TabProps {
  run: Schemas["RunView"];
  result: Result;
}

const BODIES: Record<ReportTab, (props: TabProps) => ReactNode> = {
  overview: (props) => <Overview {...props} />,
  trades: ({ run }) => <Trades run={run} />,
  pairs: ({ result }) => <GroupsTab kind="pairs" result={result} />,
  entries: ({ result }) => <GroupsTab kind="entries" result={result} />,
  exits: ({ result }) => <GroupsTab kind="exits" result={result} />,
  periods: ({ result }) => <Periods result={result} />,
  robustness: ({ run }) => <Robustness run={run} />,
  compare: ({ run }) => <Compare run={run} />,
  strategy: (props) => <Strategy {...props} />,
  quality: ({ result }) => <QualityTab result={result} />,
  logs: ({ run }) => <Logs run={run} />,
  export: ({ run, result }) => <Export run={run} result={result} />,
};

export function TabBody({ tab, ...props }: TabProps & { tab: ReportTab }) {
  return BODIES[tab](props);
}
