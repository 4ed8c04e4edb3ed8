import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Facts } from "../../overview/Facts";
import { type Figures, useFigures } from "../../overview/figures";
import type { Report, Sweep } from "../certificate/useCertificate";
import { HeatMap } from "./HeatMap";
import { bestVariants } from "./heat";
import { type RangeRow, Ranges } from "./Ranges";
import { Variants } from "./Variants";
import { CheckSection } from "./Verdict";

const BEST_SHOWN = 10;

/** What the strategy's neighbours come to: a plateau, or a lonely peak. */
export function Parameters({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const { sweep } = report;
  if (sweep == null) {
    return null;
  }
  const { plateau, overfitting } = sweep;
  const ranges: RangeRow[] = [
    ...(overfitting.in_sample == null
      ? []
      : [{ name: t("sweep.picked"), band: overfitting.in_sample }]),
    ...(overfitting.out_of_sample == null
      ? []
      : [{ name: t("sweep.other"), band: overfitting.out_of_sample }]),
  ];
  return (
    <CheckSection name="sweep" verdicts={[plateau.verdict, overfitting.verdict]}>
      {report.strategy.suggested && sweep.axes.length > 0 && (
        <Text size="sm">{t("sweep.suggested")}</Text>
      )}
      <HeatMap report={report} sweep={sweep} />
      <SweepFacts sweep={sweep} write={write} />
      {ranges.length > 0 && (
        <Ranges label={t("sweep.halves")} rows={ranges} write={(value) => write.number(value)} />
      )}
      {sweep.axes.length > 0 && (
        <Stack gap={6}>
          <Title order={3} size="h6">
            {t("sweep.best", { count: BEST_SHOWN })}
          </Title>
          <Variants
            report={report}
            variants={bestVariants(sweep, BEST_SHOWN)}
            label={t("sweep.best", { count: BEST_SHOWN })}
          />
        </Stack>
      )}
    </CheckSection>
  );
}

function SweepFacts({ sweep, write }: { sweep: Sweep; write: Figures }) {
  const { t } = useTranslation("robustness");
  const { plateau, overfitting, table } = sweep;
  const around = (
    [
      ["near", plateau.near],
      ["far", plateau.far],
    ] as const
  ).flatMap(([name, found]): [string, string][] =>
    found == null || found.variants === 0
      ? []
      : [
          [
            t(`sweep.${name}Earning`),
            t("sweep.of", {
              share: write.percent(found.earning, 0),
              count: found.variants,
            }),
          ],
          [t(`sweep.${name}Kept`), write.percent(found.kept, 0)],
        ],
  );
  return (
    <Facts
      items={[
        [
          t("sweep.tried"),
          t("sweep.triedOf", {
            tried: write.number(table.points.length, 0),
            grid: write.number(sweep.grid, 0),
            search: t(`search.${sweep.search}`),
          }),
        ],
        [t("sweep.earning"), write.percent(sweep.earning, 0)],
        ...around,
        [t("sweep.pbo"), write.percent(overfitting.pbo, 0)],
        [t("sweep.loss"), write.percent(overfitting.loss, 0)],
      ]}
    />
  );
}
