import {
  Badge,
  Button,
  Card,
  Group,
  Progress,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { useCancel } from "../../../shared/runs/acts";
import { Stages } from "./Stages";

interface LiveProps {
  run: Schemas["RunView"];
  /** Whether the run's events are coming in. */
  connected: boolean;
}

/** A run that is not over: where it is, how far, since when, and the way to stop it. */
export function Live({ run, connected }: LiveProps) {
  const { t } = useTranslation("report");
  const cancel = useCancel();
  const stage = run.progress?.stage;
  const says =
    run.state === "queued"
      ? t("live.queued")
      : run.cancel_requested
        ? t("live.cancelling")
        : stage === undefined
          ? t("live.starting")
          : t(`live.stage.${stage}`);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="live-title">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} size="h4" id="live-title">
              {says}
            </Title>
            <Text size="sm" c="var(--chart-text)">
              {run.state === "queued" ? t("live.queuedHint") : t("live.hint")}
            </Text>
          </div>
          <Button
            variant="default"
            loading={cancel.isPending}
            disabled={run.cancel_requested}
            onClick={() => cancel.mutate(run.id)}
          >
            {t("act.cancel")}
          </Button>
        </Group>
        {run.attempt > 1 && (
          <Text size="sm" role="status">
            {t("live.attempt", { attempt: run.attempt })}
          </Text>
        )}
        {run.state !== "queued" && <Stages stage={stage} />}
        <Far run={run} />
        <Group justify="space-between" gap="xs">
          <Clock run={run} />
          <div role="status">
            {!connected && (
              <Badge
                color="gray"
                variant="light"
                leftSection={<IconPlugConnectedX size={14} aria-hidden="true" />}
                styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
              >
                {t("live.reconnecting")}
              </Badge>
            )}
          </div>
        </Group>
        <VisuallyHidden role="status">{says}</VisuallyHidden>
      </Stack>
    </Card>
  );
}

function Far({ run }: { run: Schemas["RunView"] }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const { done = 0, total = 0, date = null } = run.progress ?? {};
  if (run.state === "queued") {
    return null;
  }
  const known = total > 0;
  return (
    <Stack gap={6}>
      <Progress.Root size="lg">
        <Progress.Section
          // Another one: the bar does not run backwards from "unknown" to where it is.
          key={known ? "known" : "unknown"}
          value={known ? (100 * done) / total : 100}
          striped={!known}
          animated={!known}
          withAria={known}
          color={known ? "lagoon" : "gray"}
          {...(known ? { "aria-label": t("live.progress") } : {})}
        />
      </Progress.Root>
      {known && (
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {t("live.candles", { done: formats.number(done, 0), total: formats.number(total, 0) })}
          </Text>
          {date !== null && (
            <Text size="sm">{t("live.reached", { date: formats.date(date) })}</Text>
          )}
        </Group>
      )}
    </Stack>
  );
}

function Clock({ run }: { run: Schemas["RunView"] }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 1000, { autoInvoke: true });
  const since = (start: string) => formats.duration(Math.max(0, (now - Date.parse(start)) / 1000));
  return (
    <Text size="sm" c="var(--chart-text)">
      {run.started === null
        ? t("live.waiting", { time: since(run.created) })
        : t("live.elapsed", { time: since(run.started) })}
      {" · "}
      {t("live.estimate", { time: formats.duration(Math.max(1, run.cost.seconds)) })}
    </Text>
  );
}
