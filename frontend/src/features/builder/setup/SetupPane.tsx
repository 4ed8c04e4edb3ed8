import {
  Alert,
  Anchor,
  MultiSelect,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { catalogue } from "../../../shared/api/queries/catalogue";
import { Failed, Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { MoneyFields } from "./MoneyFields";
import { RangeField } from "./RangeField";
import { useSetup } from "./SetupProvider";

/** Market, time and money: what the preview and the next run are made with. */
export function SetupPane() {
  const { t } = useTranslation("builder");
  const setup = useSetup();
  if (!setup.ready) {
    return setup.error === null ? (
      <Loading />
    ) : (
      <Failed error={setup.error} onRetry={setup.retry} />
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t("setup.lead")}</Text>
      <MarketFields />
      <RangeField />
      <MoneyFields />
    </Stack>
  );
}

function MarketFields() {
  const { t } = useTranslation("builder");
  const { settings, series, timeframe, missing, change } = useSetup();
  const exchanges = [...new Set([settings.exchange, ...series.map((each) => each.exchange)])];
  const pairs = [
    ...new Set([
      ...series
        .filter((each) => each.exchange === settings.exchange && each.timeframe === timeframe)
        .map((each) => each.pair),
      ...settings.pairs,
    ]),
  ];
  const synthetic = series.some(
    (each) =>
      each.synthetic && each.exchange === settings.exchange && settings.pairs.includes(each.pair),
  );
  return (
    <>
      {exchanges.length > 1 || settings.exchange === "" ? (
        <NativeSelect
          label={t("setup.exchange")}
          data={exchanges.map((each) => ({ value: each, label: each || t("setup.noExchange") }))}
          value={settings.exchange}
          onChange={(event) => change({ exchange: event.currentTarget.value, pairs: [] })}
        />
      ) : (
        <TextInput label={t("setup.exchange")} value={settings.exchange} readOnly />
      )}
      <div>
        <Text size="sm" fw={500} component="span" id="setup-mode">
          {t("setup.mode")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="setup-mode"
          value={settings.tradingMode}
          data={(["spot", "futures"] as const).map((each) => ({
            value: each,
            label: t(`setup.${each}`),
          }))}
          onChange={(next) => change({ tradingMode: next === "futures" ? "futures" : "spot" })}
        />
      </div>
      <TimeframeField />
      <MultiSelect
        label={t("setup.pairs")}
        description={
          <>
            {t("setup.pairsHint", { timeframe })}{" "}
            <Anchor
              renderRoot={(props) => (
                <Link to="/data" search={{ timeframe, download: true }} {...props} />
              )}
              size="xs"
              underline="always"
              c="var(--mantine-color-text)"
            >
              {t("setup.getCandles")}
            </Anchor>
          </>
        }
        data={pairs}
        value={[...settings.pairs]}
        onChange={(next) => change({ pairs: next })}
        searchable
        hidePickedOptions
        nothingFoundMessage={t("setup.noPairs", { timeframe })}
        maxValues={20}
        error={settings.pairs.length === 0 ? t("setup.needsPair") : null}
      />
      {missing.length > 0 && (
        <Alert color="orange" title={t("setup.missing", { timeframe })}>
          {missing.join(", ")}
        </Alert>
      )}
      {synthetic && (
        <Alert color="gray" title={t("setup.synthetic")}>
          {t("setup.syntheticHint")}
        </Alert>
      )}
    </>
  );
}

/** A typed strategy says its timeframe itself: changing it here changes the strategy. */
function TimeframeField() {
  const { t } = useTranslation("builder");
  const { data } = useQuery(catalogue());
  const { content, change: changeContent } = useDraft();
  const { timeframe, change } = useSetup();
  const choose = (next: string) => {
    if (content.kind === "spec") {
      const spec = { ...content.spec, timeframe: next };
      const how = { label: t("setup.timeframeStep", { timeframe: next }) };
      changeContent({ ...content, spec, words: null }, how);
    } else {
      change({ timeframe: next });
    }
  };
  return (
    <NativeSelect
      label={t("setup.timeframe")}
      description={content.kind === "spec" ? t("setup.timeframeHint") : t("setup.timeframeCode")}
      data={data?.timeframes ?? [timeframe]}
      value={timeframe}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
