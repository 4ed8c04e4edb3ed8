import { Select, Stack, Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../shared/api/client";
import { usePrinting } from "../../shared/charts/printing";
import { useResult } from "../../shared/report";
import { REPORT_TABS, type ReportTab } from "../../shared/report/parts";
import { Failed, Loading } from "../../shared/ui/States";
import { Paper } from "./Paper";
import { TabBody } from "./tabs";

const route = getRouteApi("/signed/runs/$run");

/** The report of a finished backtest, a tab at a time; on paper all of it. */
export function Report({ run }: { run: Schemas["RunView"] }) {
  const { t } = useTranslation("report");
  const { tab = "overview" } = route.useSearch();
  const navigate = useNavigate();
  const printing = usePrinting();
  const result = useResult(run.id);

  // `with` and `trade` are of one tab alone; the pair is of several.
  const choose = (to: string | null) =>
    void navigate({
      to: "/runs/$run",
      params: { run: run.id },
      search: ({ pair, scale }) => ({
        ...(pair === undefined ? {} : { pair }),
        ...(scale === undefined ? {} : { scale }),
        ...(REPORT_TABS.includes(to as ReportTab) && to !== "overview"
          ? { tab: to as ReportTab }
          : {}),
      }),
    });

  if (printing && result.data !== undefined) {
    return <Paper run={run} result={result.data} />;
  }
  return (
    <Stack gap="md">
      <Select
        hiddenFrom="sm"
        label={t("tabs")}
        data={REPORT_TABS.map((each) => ({ value: each, label: t(`tab.${each}`) }))}
        value={tab}
        onChange={choose}
        allowDeselect={false}
        className="no-print"
      />
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List
          visibleFrom="sm"
          aria-label={t("tabs")}
          className="no-print"
          style={{ flexWrap: "nowrap", overflowX: "auto", overflowY: "hidden" }}
        >
          {REPORT_TABS.map((each) => (
            <Tabs.Tab key={each} value={each} px={8} style={{ flex: "none" }}>
              {t(`tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {REPORT_TABS.map((each) => (
          <Tabs.Panel key={each} value={each} pt="md">
            <Suspense fallback={<Loading />}>
              {result.data === undefined ? (
                result.error === null ? (
                  <Loading label={t("reading")} />
                ) : (
                  <Failed error={result.error} onRetry={() => void result.refetch()} />
                )
              ) : (
                <TabBody tab={each} run={run} result={result.data} />
              )}
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
