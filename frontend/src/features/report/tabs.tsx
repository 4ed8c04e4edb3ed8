import { lazy, type ReactNode } from "react";
import type { Schemas } from "../../shared/api/client";
import type { Result } from "../../shared/report";
import type { ReportTab } from "../../shared/report/parts";
import { Overview } from "./overview/Overview";
import { GroupsTab } from "./tables/GroupsTab";

const Trades = lazy(() =>
  import("./trades/TradesTab").then((module) => ({ default: module.TradesTab })),
);
const Robustness = lazy(() =>
  import("./robustness/RobustnessTab").then((module) => ({ default: module.RobustnessTab })),
);
const Compare = lazy(() =>
  import("./compare/CompareTab").then((module) => ({ default: module.CompareTab })),
);
const Periods = lazy(() =>
  import("./periods/PeriodsTab").then((module) => ({ default: module.PeriodsTab })),
);
const Strategy = lazy(() =>
  import("./strategy/StrategyTab").then((module) => ({ default: module.StrategyTab })),
);
const Quality = lazy(() =>
  import("./quality/QualityTab").then((module) => ({ default: module.QualityTab })),
);
const Logs = lazy(() => import("./logs/LogsTab").then((module) => ({ default: module.LogsTab })));
const Export = lazy(() =>
  import("./export/ExportTab").then((module) => ({ default: module.ExportTab })),
);

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
  quality: ({ result }) => <Quality result={result} />,
  logs: ({ run }) => <Logs run={run} />,
  export: ({ run, result }) => <Export run={run} result={result} />,
};

export function TabBody({ tab, ...props }: TabProps & { tab: ReportTab }) {
  return BODIES[tab](props);
}
