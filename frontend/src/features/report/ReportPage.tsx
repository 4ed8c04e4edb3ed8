import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { runOne } from "../../shared/api/queries/runs";
import { PageHeader } from "../../shared/ui/PageHeader";
import { isOver } from "../../shared/ui/RunBadge";
import { Failed, Loading } from "../../shared/ui/States";
import { RunHeader } from "./header/RunHeader";
import { Ended } from "./live/Ended";
import { Live } from "./live/Live";
import { useFollowed } from "./live/useFollowed";
import "./print.css";
import { arriving } from "../../shared/ui/arriving";

const Report = arriving(() => import("./Report").then(({ Report }) => Report));
const Robustness = arriving(() =>
  import("./robustness/RobustnessTab").then(({ RobustnessTab }) => RobustnessTab),
);

const route = getRouteApi("/signed/runs/$run");

/** A run: how it goes while it goes, then why it ended or what came of it. */
export default function ReportPage() {
  const { t } = useTranslation("report");
  const { run: id } = route.useParams();
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...runOne(id),
    // The stream tells every change; this is for where something on the way holds streams back.
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOver(state.data.state) ? false : 10_000,
  });
  const connected = useFollowed(run);

  if (run === undefined) {
    return (
      <>
        <PageHeader title={t("title")} />
        {error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />}
      </>
    );
  }
  return (
    <Stack gap={0}>
      <RunHeader run={run} />
      {!isOver(run.state) && <Live run={run} connected={connected} />}
      {isOver(run.state) && run.state !== "succeeded" && <Ended run={run} />}
      {run.state === "succeeded" && (
        <Suspense fallback={<Loading />}>
          {run.kind === "backtest" && <Report run={run} />}
          {run.kind === "robustness" && <Robustness run={run} />}
          {run.kind === "download" && <Ended run={run} />}
        </Suspense>
      )}
    </Stack>
  );
}
