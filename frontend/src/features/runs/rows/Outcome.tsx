import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Run } from "../../../shared/notify/activity";
import { broughtOf, examinedOf } from "../../../shared/runs/summary";
import { VerdictBadge } from "../../../shared/runs/VerdictBadge";
import { ProblemText } from "../../../shared/ui/States";

/** What came of a run that has no figures: a verdict, candles, or why it failed. */
export function Outcome({ run: { summary, failure } }: { run: Run }) {
  const { t } = useTranslation("runs");
  const formats = useFormats();
  if (failure !== null) {
    return (
      <Text size="sm" lineClamp={3}>
        <ProblemText of={{ message: failure.problem, remedy: failure.remedy }} />
      </Text>
    );
  }
  const examined = examinedOf(summary);
  if (examined !== null) {
    return <VerdictBadge of={examined} />;
  }
  const brought = broughtOf(summary);
  return brought === null ? null : (
    <Text size="sm">
      {t("brought", { count: brought.series, candles: formats.number(brought.added, 0) })}
    </Text>
  );
}
