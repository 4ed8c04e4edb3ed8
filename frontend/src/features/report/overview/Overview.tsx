import { SimpleGrid, Stack } from "@mantine/core";
import type { TabProps } from "../tabs";
import { AllFigures } from "./AllFigures";
import { Caveats } from "./Caveats";
import { Durations } from "./Durations";
import { Equity } from "./Equity";
import { Months } from "./Months";
import { Profits } from "./Profits";
import { Provenance } from "./Provenance";
import { Tiles } from "./Tiles";
import { WhyNot } from "./WhyNot";

/** What came of it, at a glance: figures, reasons to doubt them, and pictures. */
export function Overview({ result }: TabProps) {
  const traded = result.trades.length > 0;
  return (
    <Stack gap="md">
      <Tiles result={result} />
      <Caveats caveats={result.caveats} />
      {result.diagnosis.few_trades && <WhyNot result={result} open />}
      <Equity result={result} />
      {traded && (
        <>
          <Months result={result} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <Profits result={result} />
            <Durations result={result} />
          </SimpleGrid>
        </>
      )}
      {!result.diagnosis.few_trades && result.diagnosis.conditions.length > 0 && (
        <WhyNot result={result} />
      )}
      <AllFigures result={result} />
      <Provenance result={result} />
    </Stack>
  );
}
