import { Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { quota } from "../../shared/api/queries/account";
import { useFormats } from "../../shared/format/useFormats";
import { Failed, Loading } from "../../shared/ui/States";
import classes from "./account.module.css";
import { Part } from "./Part";

const NEARLY = 0.9;

export function Usage() {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const { data, error, refetch } = useQuery(quota());
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  const { plan } = data;
  // Whoever runs the platform on their own machine is limited by the machine alone.
  const bound = plan.name !== "own";
  const count = (value: number) => formats.number(value, 0);
  const meters = [
    { name: "running", used: data.running, limit: plan.concurrent_runs, write: count },
    { name: "queued", used: data.queued, limit: plan.queued_runs, write: count },
    { name: "runs", used: data.runs_today, limit: plan.runs_a_day, write: count },
    {
      name: "candles",
      used: data.candle_years_today,
      limit: plan.candle_years_a_day,
      write: (value: number) => formats.number(value, Number.isInteger(value) ? 0 : 1),
    },
    {
      name: "storage",
      used: data.storage_bytes,
      limit: plan.storage_mb * 1e6,
      write: formats.bytes,
    },
  ] as const;
  return (
    <Part title={t("section.usage")} lead={t(bound ? "usage.lead" : "usage.unbound")}>
      <div className={classes["meters"]}>
        {meters.map(({ name, used, limit, write }) => (
          <Meter
            key={name}
            label={t(`usage.${name}`)}
            hint={t(`usage.${name}Hint`)}
            used={used}
            limit={limit}
            said={bound ? t("usage.of", { used: write(used), limit: write(limit) }) : write(used)}
            bar={bound}
          />
        ))}
      </div>
      <Text size="sm" c="dimmed">
        {t("usage.rate", { number: count(plan.requests_a_minute) })}
      </Text>
    </Part>
  );
}

interface MeterProps {
  label: string;
  hint: string;
  used: number;
  limit: number;
  said: string;
  bar: boolean;
}

function Meter({ label, hint, used, limit, said, bar }: MeterProps) {
  const { t } = useTranslation("account");
  const id = useId();
  const share = Math.min(used / limit, 1);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text fw={500} id={id}>
          {label}
        </Text>
        <Text>
          {said}
          {bar && share >= NEARLY && ` · ${t(share >= 1 ? "usage.full" : "usage.nearly")}`}
        </Text>
      </Group>
      {bar && (
        <Progress.Root size="md">
          <Progress.Section
            value={share * 100}
            color={share >= NEARLY ? "orange" : "lagoon"}
            aria-labelledby={id}
            aria-valuetext={said}
          />
        </Progress.Root>
      )}
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </Stack>
  );
}
