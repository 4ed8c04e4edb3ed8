import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Facts } from "../../overview/Facts";
import { useFigures } from "../../overview/figures";
import type { Report } from "../certificate/useCertificate";
import { type RangeRow, Ranges } from "./Ranges";
import { CheckSection } from "./Verdict";

const A_YEAR = Math.sqrt(365);

/** Whether the result can be told from the luckiest of as many tries. */
export function Significance({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const found = report.significance;
  if (found == null) {
    return null;
  }
  const { sharpe_year: sharpe, winrate } = found;
  const luck = found.expected_best == null ? null : found.expected_best * A_YEAR;
  const rows: RangeRow[] =
    sharpe == null
      ? []
      : [
          {
            name: t("luck.sharpe"),
            band: { low: sharpe.low, middle: sharpe.value, high: sharpe.high },
            run: luck,
          },
        ];
  const days = (value: number | null | undefined) => (value == null ? "–" : write.number(value, 0));
  return (
    <CheckSection name="significance" verdicts={[found.verdict]}>
      {rows.length > 0 && (
        <>
          <Ranges
            label={t("luck.range")}
            rows={rows}
            write={(value) => write.number(value)}
            runName="luck"
          />
          <Text size="xs" c="var(--chart-text)">
            {t("luck.rangeNote", { confidence: write.percent(sharpe?.confidence ?? 0.95, 0) })}
          </Text>
        </>
      )}
      <Facts
        items={[
          [t("luck.psr"), write.percent(found.psr, 1)],
          [t("luck.dsr"), write.percent(found.dsr, 1)],
          [t("luck.tried"), write.number(found.trials, 0)],
          [t("luck.independent"), write.number(found.effective_trials, 1)],
          [t("luck.best"), write.ratio(luck)],
          [t("luck.haircut"), write.ratio(found.haircut_sharpe_year)],
          [t("luck.days"), write.number(found.days, 0)],
          [t("luck.minDays"), days(found.min_days)],
          [t("luck.minDaysAll"), days(found.min_days_deflated)],
          [t("luck.p"), found.p_value == null ? "–" : write.number(found.p_value, 4)],
          [
            t("luck.pBootstrap"),
            found.p_bootstrap == null ? "–" : write.number(found.p_bootstrap, 4),
          ],
          [
            t("luck.winrate"),
            winrate == null
              ? "–"
              : t("luck.between", {
                  value: write.percent(winrate.value, 1),
                  low: write.percent(winrate.low, 1),
                  high: write.percent(winrate.high, 1),
                }),
          ],
        ]}
      />
    </CheckSection>
  );
}
