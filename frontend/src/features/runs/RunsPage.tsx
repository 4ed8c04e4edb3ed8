import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { runList } from "../../shared/api/queries/runs";
import { type Run, underWay } from "../../shared/notify/activity";
import { useDeviceSettings } from "../../shared/state/settings";
import { PageHeader } from "../../shared/ui/PageHeader";
import { ShowMore } from "../../shared/ui/ShowMore";
import { Failed, Loading } from "../../shared/ui/States";
import { DeleteRun } from "./DeleteRun";
import { Filters } from "./filters/Filters";
import { isFiltered, runFilterOf } from "./filters/filter";
import { NoRuns } from "./NoRuns";
import { RunCards } from "./rows/RunCards";
import { RunTable } from "./rows/RunTable";
import { Selection } from "./Selection";

const route = getRouteApi("/signed/runs");

const WHILE_RUNNING_MS = 2_000;
/** From here on a table has room for its columns. */
const WIDE = "(min-width: 75em)";

/** All runs, what they came to, and how far those are that are under way. */
export default function RunsPage() {
  const { t } = useTranslation(["runs", "common"]);
  const search = route.useSearch();
  const zone = useDeviceSettings((settings) => settings.zone);
  const wide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const [deleting, setDeleting] = useState<Run | null>(null);
  const list = useInfiniteQuery({
    ...runList(runFilterOf(search, zone)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(underWay)) ? WHILE_RUNNING_MS : false,
  });
  const { data, error, refetch } = list;
  const runs = data?.pages.flatMap((page) => page.items) ?? [];
  const Rows = wide ? RunTable : RunCards;

  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Filters />
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && runs.length === 0 && <NoRuns filtered={isFiltered(search)} />}
      {runs.length > 0 && <Rows runs={runs} onDelete={setDeleting} />}
      <ShowMore list={list} below="md" />
      <Selection />
      <DeleteRun run={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}
