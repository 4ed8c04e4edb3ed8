import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AnchorLink } from "../ui/links";
import type { Run } from "./activity";

/** One run that ended: which, how, and the way to what it left. */
export function RunToast({ run, onFollow }: { run: Run; onFollow: () => void }) {
  const { t } = useTranslation("shell");
  const state = run.state === "succeeded" ? "succeeded" : "failed";
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={600} c="var(--mantine-color-text)">
        {t(`toast.${run.kind}.${state}`)}
      </Text>
      {run.title !== "" && (
        <Text size="sm" lineClamp={2}>
          {run.title}
        </Text>
      )}
      {run.failure !== null && (
        <Text size="sm" lineClamp={3}>
          {run.failure.problem}
        </Text>
      )}
      {run.kind === "download" ? (
        <AnchorLink to="/data" size="sm" onClick={onFollow}>
          {t("toast.toData")}
        </AnchorLink>
      ) : (
        <AnchorLink to="/runs/$run" params={{ run: run.id }} size="sm" onClick={onFollow}>
          {t("toast.toReport")}
        </AnchorLink>
      )}
    </Stack>
  );
}
