import { Group, Text } from "@mantine/core";
import { IconChartLine, IconCloudDownload, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Run } from "../../../shared/notify/activity";
import { examinedOf, headlineOf } from "../../../shared/runs/summary";
import { AnchorLink } from "../../../shared/ui/links";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";

const ICONS = {
  backtest: IconChartLine,
  robustness: IconShieldCheck,
  download: IconCloudDownload,
};

/** What a run is: its kind, what it is called, and what it was made of. */
export function RunName({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  const Icon = ICONS[run.kind];
  const synthetic = (headlineOf(run.summary) ?? examinedOf(run.summary))?.synthetic === true;
  return (
    <div style={{ minWidth: 0 }}>
      <AnchorLink to="/runs/$run" params={{ run: run.id }} fw={600} lineClamp={2}>
        {run.title || t(`kind.${run.kind}`)}
      </AnchorLink>
      <Group gap={6} mt={2}>
        <Icon size={16} aria-hidden="true" style={{ flex: "none" }} />
        <Text size="sm">{t(`kind.${run.kind}`)}</Text>
        {run.strategy !== null && run.strategy_version !== null && (
          <AnchorLink
            to="/strategies/$strategy"
            params={{ strategy: run.strategy }}
            size="sm"
            underline="always"
            display="inline-block"
            lh="24px"
          >
            {t("version", { number: run.strategy_version })}
          </AnchorLink>
        )}
        {run.retry_of !== null && (
          <Text size="sm" c="dimmed">
            {t("again")}
          </Text>
        )}
        {synthetic && <SyntheticBadge />}
      </Group>
    </div>
  );
}
