import { Stack, VisuallyHidden } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { type Result, useResult } from "../../../shared/report";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { Section } from "../overview/Section";
import { Candles } from "./Candles";
import { Filters } from "./Filters";
import { type Filter, filtered, numbered, ordered, orderOf, orderText } from "./filtering";
import { TradeCard } from "./TradeCard";
import { TradeTable } from "./TradeTable";
import { useTradeSearch } from "./useTradeSearch";

/** Every trade of a run, in a table and on the candles. */
export function TradesTab({ run }: { run: Schemas["RunView"] }) {
  const { data, error, refetch } = useResult(run.id);
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return <Trades run={run} result={data} />;
}

function Trades({ run, result }: { run: Schemas["RunView"]; result: Result }) {
  const { t } = useTranslation("trades");
  const [search, change] = useTradeSearch();
  const { pair, side, entry, exit, outcome, sort, trade } = search;
  const chart = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(1);
  const all = useMemo(() => numbered(result.trades), [result]);
  const rows = useMemo(() => {
    const filter = { pair, side, entry, exit, outcome };
    const known = Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value !== undefined),
    ) as Filter;
    return ordered(filtered(all, known), orderOf(sort));
  }, [all, pair, side, entry, exit, outcome, sort]);
  const chosen = trade === undefined ? null : (all[trade - 1] ?? null);
  const place = rows.findIndex(({ number }) => number === trade);
  const currency = result.settings.stake_currency;
  const pairs = run.work.kind === "download" ? run.work.pairs : run.work.job.pairs;
  const shownPair = chosen?.trade.pair ?? pair ?? all[0]?.trade.pair ?? pairs[0] ?? "";

  const choose = useCallback(
    (number: number | undefined) => {
      setAsked((before) => before + 1);
      change({ trade: number });
    },
    [change],
  );
  const jump = (number: number) => {
    choose(number);
    chart.current?.scrollIntoView({ block: "nearest" });
  };

  return (
    <Stack gap="md">
      <Filters pairs={pairs} rows={all} shown={rows.length} />
      <div ref={chart} style={{ scrollMarginTop: 80 }}>
        <Section title={t("chart.title")}>
          <Candles
            run={run.id}
            pair={shownPair}
            rows={rows}
            chosen={chosen}
            asked={asked}
            currency={currency}
            isCode={run.work.kind !== "download" && run.work.job.strategy.kind === "code"}
            onChoose={choose}
          />
        </Section>
      </div>
      {chosen !== null && (
        <TradeCard
          row={chosen}
          currency={currency}
          before={rows[place - 1]?.number}
          after={place < 0 ? undefined : rows[place + 1]?.number}
          onChoose={choose}
        />
      )}
      <VisuallyHidden role="status">
        {chosen === null ? "" : t("card.told", { number: chosen.number, pair: chosen.trade.pair })}
      </VisuallyHidden>
      {rows.length > 0 ? (
        <TradeTable
          rows={rows}
          currency={currency}
          chosen={chosen?.number ?? null}
          order={orderOf(sort)}
          onOrder={(order) => change({ sort: orderText(order) })}
          onChoose={jump}
        />
      ) : (
        <Empty title={all.length === 0 ? t("none") : t("noneLeft")}>
          {all.length === 0 ? t("noneHint") : t("noneLeftHint")}
        </Empty>
      )}
    </Stack>
  );
}
