import { SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { EquityChart, type Point } from "../../../shared/charts/EquityChart";
import type { Result } from "../../../shared/report";
import { useFigures } from "./figures";
import { Section } from "./Section";

const route = getRouteApi("/signed/runs/$run");

/** The account over time, against buying and holding, and how far it stood under its peak. */
export function Equity({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const { run } = route.useParams();
  const { scale } = route.useSearch();
  const navigate = useNavigate();
  const { series, metrics, settings } = result;
  const write = useFigures(settings.stake_currency);
  const lines = useMemo(() => {
    const at = series.date.map((day) => Date.parse(day));
    const line = (values: readonly (number | null)[]): Point[] =>
      at.flatMap((time, place) => {
        const value = values[place];
        return value == null ? [] : [[time, value] as const];
      });
    return {
      equity: line(series.equity),
      market: line(series.market),
      drawdown: line(series.drawdown),
    };
  }, [series]);
  const fell =
    metrics.drawdown_end !== null && metrics.max_drawdown_abs
      ? t("equity.fell", {
          from: write.when(metrics.drawdown_start),
          to: write.when(metrics.drawdown_end),
        })
      : "";
  return (
    <Section title={t("equity.title")}>
      <EquityChart
        points={lines.equity}
        compare={lines.market}
        underwater={lines.drawdown}
        names={[t("equity.strategy"), t("equity.market")]}
        underwaterName={t("equity.underwater")}
        currency={settings.stake_currency}
        label={t("equity.label")}
        height={400}
        log={scale === "log"}
        note={`${t("equity.note")} ${fell}`}
        controls={
          <SegmentedControl
            size="xs"
            aria-label={t("equity.scale")}
            value={scale ?? "linear"}
            data={[
              { value: "linear", label: t("equity.linear") },
              { value: "log", label: t("equity.log") },
            ]}
            onChange={(to) =>
              void navigate({
                to: "/runs/$run",
                params: { run },
                search: ({ scale: _, ...kept }) => (to === "log" ? { ...kept, scale: to } : kept),
                replace: true,
                resetScroll: false,
              })
            }
          />
        }
      />
    </Section>
  );
}
