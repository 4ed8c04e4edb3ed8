import { Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { ApiProblem } from "../../../shared/api/problem";
import { accountKeys, quota } from "../../../shared/api/queries/account";
import { runKeys } from "../../../shared/api/queries/runs";
import { useFormats } from "../../../shared/format/useFormats";
import { English } from "../../../shared/ui/English";
import { ProblemText, problemText } from "../../../shared/ui/States";
import { brought, useDraft } from "../draft";
import { useSetup } from "../setup/SetupProvider";
import { marketAndMoney } from "../setup/settings";

const ASKED_AFTER_MS = 500;

/** What a run would take, and the button that starts it. */
export function RunButton() {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  const { settings, chosen, timeframe, ready, missing } = useSetup();
  const queries = useQueryClient();
  const navigate = useNavigate();

  const run = useMutation({
    mutationFn: async () => {
      await draft.flush();
      const { data } = await readVersion(draft.strategy.id);
      const body = {
        kind: "backtest",
        strategy: draft.strategy.id,
        strategy_version: data.latest,
        title: draft.strategy.name,
        ...marketAndMoney(settings, chosen),
        engine: settings.engine,
        ...(draft.kind === "code" ? { timeframe } : {}),
      } as Schemas["BacktestOrder"];
      return answer(
        api.POST("/v1/runs", { params: { header: { "Idempotency-Key": once() } }, body }),
      );
    },
    onSuccess(made) {
      void queries.invalidateQueries({ queryKey: runKeys.all });
      void queries.invalidateQueries({ queryKey: accountKeys.quota });
      void navigate({ to: "/runs/$run", params: { run: made.id } });
    },
    onError(error) {
      const said = error instanceof ApiProblem ? problemText(error) : error.message;
      const message = <English>{said}</English>;
      notifications.show({ color: "orange", title: t("run.refused"), message });
    },
  });

  const complete = ready && settings.pairs.length > 0 && missing.length === 0;
  return (
    <Group gap="xs" wrap="nowrap">
      <Estimate complete={complete} />
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        onClick={() => run.mutate()}
        loading={run.isPending}
        disabled={!complete}
        style={{ flexShrink: 0 }}
      >
        {t("run.run")}
      </Button>
    </Group>
  );
}

async function readVersion(strategy: string) {
  const data = await answer(
    api.GET("/v1/strategies/{strategy}", { params: { path: { strategy } } }),
  );
  return { data };
}

function Estimate({ complete }: { complete: boolean }) {
  const { t } = useTranslation("builder");
  const formats = useFormats();
  const { content, problems, kind } = useDraft();
  const { settings, chosen, timeframe } = useSetup();
  const wrong = problems.some(({ severity }) => severity === "error");
  const order = JSON.stringify({
    kind: "backtest",
    ...brought(content),
    ...marketAndMoney(settings, chosen),
    engine: settings.engine,
    ...(kind === "code" ? { timeframe } : {}),
  });
  const [asked] = useDebouncedValue(order, ASKED_AFTER_MS);
  const { data, error } = useQuery({
    queryKey: ["runs", "estimate", asked],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/runs/estimate", {
          body: JSON.parse(asked) as Schemas["BacktestOrder"],
          signal,
        }),
      ),
    enabled: complete && !wrong && asked === order,
    placeholderData: (before) => before,
    gcTime: 60_000,
    retry: false,
  });
  const used = useQuery(quota()).data;
  if (!complete || wrong) {
    return (
      <Text size="xs" maw={180} ta="right">
        {wrong ? t("run.wrong") : t("run.incomplete")}
      </Text>
    );
  }
  if (data === undefined) {
    return error instanceof ApiProblem ? (
      <Text size="xs" maw={220} ta="right" c="var(--loss)">
        <ProblemText of={error} />
      </Text>
    ) : null;
  }
  const left =
    used === undefined ? null : Math.max(0, used.plan.candle_years_a_day - used.candle_years_today);
  return (
    <Text size="xs" ta="right" component="div" role="status" aria-label={t("run.estimate")}>
      <div>{t("run.seconds", { duration: formats.duration(Math.max(1, data.seconds)) })}</div>
      <div>
        {t("run.cost", { years: formats.number(data.candle_years, 2) })}
        {left !== null &&
          left < MANY_YEARS &&
          ` ${t("run.left", { years: formats.number(left, 0) })}`}
      </div>
    </Text>
  );
}

/** A quota beyond this is no limit that anybody plans by. */
const MANY_YEARS = 100_000;
