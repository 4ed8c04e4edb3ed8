import { Button, CopyButton, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRunText } from "../../../shared/report";
import { ButtonLink } from "../../../shared/ui/links";
import { Failed, Loading } from "../../../shared/ui/States";
import { Lines } from "../logs/Lines";
import { Section } from "../overview/Section";
import type { TabProps } from "../tabs";
import { Reading } from "./Reading";

/** What was run: in words, as rules, and as the Freqtrade file it became. */
export function StrategyTab({ run, result }: TabProps) {
  const { t } = useTranslation("report");
  const { t: common } = useTranslation();
  const file = result.strategy.source_file;
  const source = useRunText(run.id, file);
  const strategy = run.work.kind === "download" ? null : run.work.job.strategy;
  return (
    <Stack gap="md">
      <Section
        title={result.strategy.name}
        beside={
          run.strategy !== null && (
            <ButtonLink
              to="/strategies/$strategy"
              params={{ strategy: run.strategy }}
              variant="default"
              size="xs"
            >
              {t("act.edit")}
            </ButtonLink>
          )
        }
      >
        <Reading
          result={result}
          said={strategy?.kind === "spec" ? (strategy.words ?? null) : null}
        />
      </Section>
      <Section
        title={t("strategy.source", { file })}
        beside={
          source.data !== undefined && (
            <Group gap="xs">
              <CopyButton value={source.data}>
                {({ copied, copy }) => (
                  <Button size="xs" variant="default" onClick={copy}>
                    {copied ? common("action.copied") : common("action.copy")}
                  </Button>
                )}
              </CopyButton>
            </Group>
          )
        }
      >
        {source.data !== undefined ? (
          <Lines label={file} lines={source.data.split("\n")} />
        ) : source.error === null ? (
          <Loading />
        ) : (
          <Failed error={source.error} onRetry={() => void source.refetch()} />
        )}
      </Section>
    </Stack>
  );
}
