import {
  Alert,
  Autocomplete,
  Group,
  Input,
  SegmentedControl,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { catalogue } from "../../../shared/api/queries/catalogue";
import { exchanges } from "../../../shared/api/queries/data";
import { runKeys } from "../../../shared/api/queries/runs";
import { useOnce } from "../../../shared/api/useOnce";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { Estimate } from "./Estimate";
import { clashing, orderOf, pairsIn, pairsOf, slipOf, type Wanted } from "./order";

const NOTHING: Wanted = {
  exchange: "binance",
  futures: false,
  pairs: ["BTC/USDT"],
  timeframe: "1h",
  since: "2024-01-01",
  until: "",
};
const FIELDS = ["exchange", "pairs", "timeframe", "since", "until"] as const;

type Series = Schemas["SeriesView"];

interface DownloadFormProps {
  known: readonly Series[];
  onStarted: (run: string) => void;
  onClose: () => void;
}

/** Which candles are wanted, from where, and what getting them takes. */
export function DownloadForm({ known, onStarted, onClose }: DownloadFormProps) {
  const { t } = useTranslation("data");
  const queries = useQueryClient();
  const market = useId();
  const { data: places } = useQuery(exchanges());
  const { data: made } = useQuery(catalogue());
  const [wanted, keep, forget] = useSessionStorage<Wanted>({
    key: "hypertrade.download",
    defaultValue: NOTHING,
    getInitialValueInEffect: false,
  });
  const [tried, setTried] = useState(false);
  const slip = slipOf(wanted);
  const demo = clashing(wanted, known);
  const key = useOnce(wanted);
  const change = (to: Partial<Wanted>) => {
    keep({ ...wanted, ...to });
    fetchIt.reset();
  };
  const fetchIt = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/v1/data/downloads", {
          params: { header: { "Idempotency-Key": key } },
          body: orderOf(wanted),
        }),
      ),
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: runKeys.all });
      forget();
      onStarted(run.id);
    },
  });
  const refused = fieldProblem(fetchIt.error, FIELDS);
  const wrong = (field: (typeof FIELDS)[number]): ReactNode =>
    tried && slip?.field === field
      ? t(`slip.${slip.slip}`, { value: slip.value })
      : refused?.[field];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (slip === null) {
      fetchIt.mutate();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t("download.lead")}</Text>
        <Autocomplete
          label={t("download.exchange")}
          description={t("download.exchangeHint")}
          data={places?.items.map((place) => place.exchange) ?? []}
          value={wanted.exchange}
          required
          data-autofocus
          openOnFocus={false}
          onChange={(value) => change({ exchange: value.trim().toLowerCase() })}
          error={wrong("exchange")}
        />
        <Input.Wrapper label={t("download.market")} labelElement="div" labelProps={{ id: market }}>
          <div>
            <SegmentedControl
              aria-labelledby={market}
              data={[
                { value: "spot", label: t("download.spot") },
                { value: "futures", label: t("download.futures") },
              ]}
              value={wanted.futures ? "futures" : "spot"}
              onChange={(value) => {
                const futures = value === "futures";
                change({ futures, pairs: pairsIn(wanted.pairs, futures) });
              }}
            />
          </div>
        </Input.Wrapper>
        <TagsInput
          label={t("download.pairs")}
          description={t("download.pairsHint")}
          data={suggested(known, wanted.futures)}
          value={wanted.pairs}
          required
          splitChars={[",", " ", ";"]}
          openOnFocus={false}
          acceptValueOnBlur
          onChange={(pairs) => change({ pairs: pairsOf(pairs, wanted.futures) })}
          error={wrong("pairs")}
        />
        <Select
          label={t("download.timeframe")}
          data={made?.timeframes ?? [wanted.timeframe]}
          value={wanted.timeframe}
          allowDeselect={false}
          onChange={(value) => change({ timeframe: value ?? wanted.timeframe })}
          error={wrong("timeframe")}
        />
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t("download.since")}
            required
            value={wanted.since}
            onChange={(event) => change({ since: event.currentTarget.value })}
            error={wrong("since")}
          />
          <TextInput
            type="date"
            label={t("download.until")}
            value={wanted.until}
            onChange={(event) => change({ until: event.currentTarget.value })}
            error={wrong("until")}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t("download.untilHint")}
        </Text>
        <Estimate of={slip === null ? wanted : null} />
        {demo.length > 0 && (
          <Alert color="orange" p="xs">
            {t("download.demo", { pairs: demo.join(", "), timeframe: wanted.timeframe })}
          </Alert>
        )}
        {fetchIt.isError && refused === null && <Failed error={fetchIt.error} />}
        <FormActs submit={t("download.make")} pending={fetchIt.isPending} onLeave={onClose} />
      </Stack>
    </form>
  );
}

/** Pairs that are here already, and are likely wanted on other timeframes too. */
function suggested(known: readonly Series[], futures: boolean): string[] {
  return pairsIn([...new Set(known.map((one) => one.pair))].sort(), futures);
}
