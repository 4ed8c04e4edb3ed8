import { ActionIcon, Group, Skeleton } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsHorizontal,
  IconMinus,
  IconPlus,
} from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CandleChart, type ChartTrade } from "../../../shared/charts/CandleChart";
import { around, moved, roomOf, within, zoomed } from "../../../shared/charts/candle/span";
import { useFormats } from "../../../shared/format/useFormats";
import { Failed } from "../../../shared/ui/States";
import type { Numbered } from "./filtering";
import { TradeHover } from "./TradeCard";
import { useCandles } from "./useCandles";

interface CandlesProps {
  run: string;
  pair: string;
  /** The trades whose orders are shown; those of other pairs are left out. */
  rows: readonly Numbered[];
  chosen: Numbered | null;
  /** Grows each time the chosen trade is asked for, the same one again too. */
  asked: number;
  currency: string;
  isCode: boolean;
  onChoose: (number: number) => void;
}

const HEIGHT_PX = 340;

/** The candles of one pair with the orders of its trades. */
export function Candles(props: CandlesProps) {
  const { run, pair, rows, chosen, asked, currency, isCode, onChoose } = props;
  const { t } = useTranslation("trades");
  const formats = useFormats();
  const { whole, seen, see, bars, loading, error, again } = useCandles(run, pair);
  const trades = useMemo(
    () => rows.filter(({ trade }) => trade.pair === pair).map(drawn),
    [rows, pair],
  );
  useJump({ chosen, asked, pair, whole, see });

  if (error !== null && bars === undefined) {
    return <Failed error={error} onRetry={again} />;
  }
  if (bars === undefined || whole === null || seen === null) {
    return <Skeleton height={HEIGHT_PX} animate={false} role="status" aria-label={t("loading")} />;
  }
  const candles = Math.round((bars.bucket_minutes * 60_000) / whole.candleMs);
  return (
    <>
      <CandleChart
        label={t("chart.label", { pair, timeframe: bars.timeframe })}
        height={HEIGHT_PX}
        bars={bars}
        trades={trades}
        chosen={chosen?.number ?? null}
        seen={seen}
        onSee={see}
        onPick={onChoose}
        tell={(numbers) => (
          <TradeHover
            currency={currency}
            rows={rows.filter(({ number }) => numbers.includes(number))}
          />
        )}
        controls={
          <Group gap={4} role="group" aria-label={t("chart.move")}>
            {(
              [
                ["earlier", IconArrowLeft, () => moved(seen, -0.5)],
                ["later", IconArrowRight, () => moved(seen, 0.5)],
                ["closer", IconPlus, () => zoomed(seen, 0.5)],
                ["wider", IconMinus, () => zoomed(seen, 2)],
                ["all", IconArrowsHorizontal, () => roomOf(whole)],
              ] as const
            ).map(([name, Icon, to]) => (
              <ActionIcon
                key={name}
                variant="default"
                size={26}
                aria-label={t(`chart.${name}`)}
                title={t(`chart.${name}`)}
                onClick={() => see(within(to(), whole))}
              >
                <Icon size={15} aria-hidden="true" />
              </ActionIcon>
            ))}
          </Group>
        }
        note={
          <>
            {loading ? `${t("loading")} ` : ""}
            {candles > 1
              ? t("chart.bucket", {
                  count: candles,
                  time: formats.duration(bars.bucket_minutes * 60),
                })
              : t("chart.each")}{" "}
            {isCode ? `${t("chart.code")} ` : ""}
            {t("chart.note")}
          </>
        }
      />
      {error !== null && <Failed error={error} onRetry={again} />}
    </>
  );
}

function drawn({ number, trade }: Numbered): ChartTrade {
  return {
    number,
    short: trade.is_short,
    profit: trade.profit_abs,
    fills: trade.orders.map(({ filled_at, rate, is_entry }) => ({
      at: Date.parse(filled_at),
      rate,
      entry: is_entry,
    })),
  };
}

/** Moves the chart to a trade once it is asked for and the candles' ends are known. */
function useJump({
  chosen,
  asked,
  pair,
  whole,
  see,
}: Pick<CandlesProps, "chosen" | "asked" | "pair"> &
  Pick<ReturnType<typeof useCandles>, "whole" | "see">) {
  const done = useRef(0);
  const go = useRef(see);
  go.current = see;
  useEffect(() => {
    if (whole === null || chosen === null || chosen.trade.pair !== pair || done.current === asked) {
      return;
    }
    done.current = asked;
    const { open_date, close_date } = chosen.trade;
    go.current(around(Date.parse(open_date), Date.parse(close_date), whole));
  }, [chosen, asked, pair, whole]);
}
