import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { Failed, Loading } from "../../../shared/ui/States";
import { type Report, useCertificate } from "./certificate/useCertificate";
import { Bias } from "./parts/Bias";
import { MonteCarlo } from "./parts/MonteCarlo";
import { Costs, Noise } from "./parts/NoiseAndCosts";
import { Parameters } from "./parts/Parameters";
import { Dependence, Regimes } from "./parts/RegimesAndDependence";
import { Seal } from "./parts/Seal";
import { Significance } from "./parts/Significance";
import { Summary } from "./parts/Summary";
import { WalkForward } from "./parts/WalkForward";

/** What a finished robustness check found, check by check. */
export function Outcome({ run }: { run: string }) {
  const { t } = useTranslation("robustness");
  const { data, error, refetch } = useCertificate(run);
  if (data === undefined) {
    return error === null ? (
      <Loading label={t("reading")} />
    ) : (
      <Failed error={error} onRetry={() => void refetch()} />
    );
  }
  const { report } = data;
  return (
    <Stack gap="md">
      <Market report={report} />
      <Summary report={report} />
      <Bias report={report} />
      <Significance report={report} />
      <Parameters report={report} />
      <WalkForward report={report} />
      <MonteCarlo report={report} />
      <Noise report={report} />
      <Costs report={report} />
      <Regimes report={report} />
      <Dependence report={report} />
      <Seal run={run} certificate={data} />
    </Stack>
  );
}

/** What was examined, where and when. */
function Market({ report: { market } }: { report: Report }) {
  const formats = useFormats();
  return (
    <Text size="sm" c="var(--chart-text)">
      {[
        market.pairs.join(", "),
        market.timeframe,
        `${market.exchange} ${market.trading_mode}`,
        `${formats.date(market.start)} – ${formats.date(market.stop)}`,
      ].join(" · ")}
    </Text>
  );
}
