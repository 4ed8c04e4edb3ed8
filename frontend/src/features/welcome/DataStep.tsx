import { Alert, Button, Chip, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconFlask, IconPlayerPlay } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { candleSeries } from "../../shared/api/queries/data";
import { useFormats } from "../../shared/format/useFormats";
import { daysOf, type Preset, timerangeOf } from "../../shared/market/ranges";
import { understood } from "../../shared/strategies/reading";
import { ButtonLink } from "../../shared/ui/links";
import { Empty, Failed, Loading } from "../../shared/ui/States";
import { chosen, type Series, usePlan } from "./plan";
import { type Market, useEstimate, useStart } from "./starting";

const PRESETS = ["3m", "6m", "ytd", "1y", "2y", "all"] as const satisfies Preset[];

interface DataStepProps {
  onBack: () => void;
  onStarted: (run: string) => void;
}

export function DataStep({ onBack, onStarted }: DataStepProps) {
  const { t } = useTranslation(["welcome", "common"]);
  const words = usePlan((plan) => plan.words);
  const reading = useQuery(understood(words.trim()));
  const candles = useInfiniteQuery(candleSeries());
  const error = reading.error ?? candles.error;
  const spec = reading.data?.spec;
  if (error !== null) {
    const retry = () => void Promise.all([reading.refetch(), candles.refetch()]);
    return <Failed error={error} onRetry={retry} />;
  }
  if (reading.data === undefined || candles.data === undefined) {
    return <Loading />;
  }
  if (spec == null) {
    return (
      <Empty
        title={t("data.unread")}
        action={<Button onClick={onBack}>{t("data.toWords")}</Button>}
      />
    );
  }
  const timeframe = String(spec["timeframe"]);
  const all = candles.data.pages.flatMap((page) => page.items);
  if (!all.some((each) => each.timeframe === timeframe)) {
    return (
      <Empty
        title={t("data.none", { timeframe })}
        action={
          <ButtonLink to="/data" search={{ download: true }}>
            {t("data.download")}
          </ButtonLink>
        }
      >
        {t("data.noneHint")}
      </Empty>
    );
  }
  return <Choices timeframe={timeframe} all={all} onBack={onBack} onStarted={onStarted} />;
}

interface ChoicesProps extends DataStepProps {
  timeframe: string;
  all: Series[];
}

function Choices({ timeframe, all, onBack, onStarted }: ChoicesProps) {
  const { t } = useTranslation(["welcome", "common"]);
  const formats = useFormats();
  const plan = usePlan();
  const choice = chosen(plan, timeframe, all);
  const range = { preset: plan.preset, start: "", stop: "" };
  const market: Market = {
    exchange: choice.exchange,
    pairs: choice.pairs,
    timerange: timerangeOf(range, choice.series),
  };
  const start = useStart(market, onStarted);
  const pairsLabel = useId();
  const rangeLabel = useId();
  const days = daysOf(range, choice.series);
  const synthetic = choice.series.some((each) => each.synthetic);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={760} gap="lg">
        <Title order={2} size="h4">
          {t("data.title")}
        </Title>
        <Group align="flex-end">
          <NativeSelect
            label={t("data.market")}
            value={choice.exchange}
            data={choice.markets}
            onChange={(event) => plan.change({ exchange: event.currentTarget.value })}
          />
          <Text size="sm" pb={8}>
            {t("data.timeframe", { timeframe })}
          </Text>
        </Group>
        <Stack gap="xs">
          <Text fw={500} size="sm" id={pairsLabel}>
            {t("data.pairs")}
          </Text>
          <Chip.Group multiple value={choice.pairs} onChange={(pairs) => plan.change({ pairs })}>
            <Group gap="xs" role="group" aria-labelledby={pairsLabel}>
              {choice.offered.map((pair) => (
                <Chip key={pair} value={pair} variant="outline">
                  {pair}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Stack>
        <Stack gap="xs">
          <Text fw={500} size="sm" id={rangeLabel}>
            {t("data.range")}
          </Text>
          <Chip.Group
            value={plan.preset}
            onChange={(preset) =>
              plan.change({ preset: PRESETS.find((each) => each === preset) ?? "1y" })
            }
          >
            <Group gap="xs" role="radiogroup" aria-labelledby={rangeLabel}>
              {PRESETS.map((preset) => (
                <Chip key={preset} value={preset} variant="outline">
                  {t(`range.${preset}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {days.start !== null && days.stop !== null && (
            <Text size="sm" c="dimmed">
              {t("data.days", {
                start: formats.date(days.start),
                stop: formats.date(Date.parse(days.stop) - 1),
              })}
            </Text>
          )}
        </Stack>
        {synthetic && (
          <Alert variant="outline" color="gray" icon={<IconFlask aria-hidden="true" />}>
            {t("data.synthetic")}
          </Alert>
        )}
        <Estimate market={market} />
        {start.isError && <Failed error={start.error} />}
        <Group>
          <Button
            variant="default"
            onClick={onBack}
            leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
          >
            {t("common:action.back")}
          </Button>
          <Button
            type="submit"
            loading={start.isPending}
            leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
          >
            {t("data.run")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Estimate({ market }: { market: Market }) {
  const { t } = useTranslation("welcome");
  const formats = useFormats();
  const { data, error, isPlaceholderData } = useEstimate(market);
  if (error !== null) {
    return <Failed error={error} />;
  }
  return (
    <Paper withBorder p="md" aria-live="polite" aria-busy={isPlaceholderData || data === undefined}>
      <Text size="sm">
        {data === undefined
          ? t("estimate.wait")
          : t("estimate.cost", {
              candles: formats.number(data.candles, 0),
              duration: formats.duration(Math.max(1, data.seconds)),
              years: formats.number(data.candle_years, 1),
            })}
      </Text>
    </Paper>
  );
}
