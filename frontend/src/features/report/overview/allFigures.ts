import { useTranslation } from "react-i18next";
import type { Metrics, Result } from "../../../shared/report";
import { type Figures, NONE, useFigures } from "./figures";

type Items = [string, string][];

/** Every figure that is no tile, by subject, as the HTML report has them. */
export function useAllFigures(result: Result): [string, Items][] {
  const { t } = useTranslation("report");
  const { metrics, settings } = result;
  const write = useFigures(settings.stake_currency);
  const say = (key: Name) => t(`figures.${key}`);
  return [
    [t("figures.settings"), settingsOf(result, write, say)],
    [t("figures.profit"), profit(metrics, write, say)],
    [t("figures.risk"), risk(metrics, write, say)],
    [t("figures.trades"), trades(metrics, write, say)],
    [t("figures.extremes"), extremes(metrics, write, say)],
    [t("figures.costs"), costs(metrics, settings.trading_mode, write, say)],
  ];
}

type Name =
  | "start"
  | "end"
  | "stake"
  | "unlimited"
  | "limit"
  | "noLimit"
  | "fee"
  | "feeSet"
  | "feeExchange"
  | "slippage"
  | "noSlippage"
  | "protections"
  | "on"
  | "off"
  | "asStrategy"
  | "detail"
  | "startBalance"
  | "finalBalance"
  | "long"
  | "short"
  | "mean"
  | "median"
  | "avgStake"
  | "lowest"
  | "highest"
  | "pValue"
  | "fallFrom"
  | "fallTo"
  | "largestLoss"
  | "shareOfPeak"
  | "lasted"
  | "longestUnder"
  | "endDrawdown"
  | "var"
  | "cvar"
  | "sides"
  | "exposure"
  | "openAvg"
  | "openMost"
  | "held"
  | "heldWinners"
  | "heldLosers"
  | "winStreak"
  | "lossStreak"
  | "days"
  | "bestPair"
  | "worstPair"
  | "bestTrade"
  | "worstTrade"
  | "bestDay"
  | "worstDay"
  | "fees"
  | "volume"
  | "funding"
  | "rejected"
  | "timedOutEntries"
  | "timedOutExits"
  | "cancelled"
  | "locks";
type Say = (key: Name) => string;

function settingsOf({ settings, strategy }: Result, write: Figures, say: Say): Items {
  const usual = strategy.kind === "spec" ? say("asStrategy") : say("off");
  return [
    [say("start"), write.when(settings.backtest_start)],
    [say("end"), write.when(settings.backtest_end)],
    ...(settings.detail_timeframe === null
      ? []
      : ([[say("detail"), settings.detail_timeframe]] as Items)),
    [
      say("stake"),
      typeof settings.stake === "number" ? write.money(settings.stake) : say("unlimited"),
    ],
    [
      say("limit"),
      settings.max_open_trades < 0 ? say("noLimit") : write.number(settings.max_open_trades, 0),
    ],
    [
      say("fee"),
      `${write.percent(settings.fee, 3)} (${settings.fee_overridden ? say("feeSet") : say("feeExchange")})`,
    ],
    [
      say("slippage"),
      settings.slippage > 0 ? write.percent(settings.slippage, 3) : say("noSlippage"),
    ],
    [
      say("protections"),
      settings.protections === null ? usual : settings.protections ? say("on") : say("off"),
    ],
  ];
}

function profit(metrics: Metrics, write: Figures, say: Say): Items {
  const side = (total: number | null, share: number | null) =>
    `${write.money(total, true)} (${write.percent(share, 2, true)})`;
  return [
    [say("startBalance"), write.money(metrics.starting_balance)],
    [say("finalBalance"), write.money(metrics.final_balance)],
    ...(metrics.trade_count_short === 0
      ? []
      : ([
          [say("long"), side(metrics.profit_total_long_abs, metrics.profit_total_long)],
          [say("short"), side(metrics.profit_total_short_abs, metrics.profit_total_short)],
        ] as Items)),
    [say("mean"), write.percent(metrics.profit_mean, 2, true)],
    [say("median"), write.percent(metrics.profit_median, 2, true)],
    [say("avgStake"), write.money(metrics.avg_stake_amount)],
    [say("lowest"), write.money(metrics.csum_min || null)],
    [say("highest"), write.money(metrics.csum_max || null)],
    [say("pValue"), metrics.p_value === null ? NONE : write.number(metrics.p_value, 4)],
  ];
}

function risk(metrics: Metrics, write: Figures, say: Say): Items {
  return [
    [say("fallFrom"), write.when(metrics.relative_drawdown_start)],
    [say("fallTo"), write.when(metrics.relative_drawdown_end)],
    [say("largestLoss"), write.money(metrics.max_drawdown_abs)],
    [say("shareOfPeak"), write.percent(metrics.max_drawdown_account)],
    [say("lasted"), write.lasting(metrics.drawdown_duration_s)],
    [say("longestUnder"), write.lasting(metrics.longest_underwater_s)],
    [say("endDrawdown"), write.percent(metrics.current_drawdown)],
    [say("var"), write.percent(metrics.var_95)],
    [say("cvar"), write.percent(metrics.cvar_95)],
  ];
}

function trades(metrics: Metrics, write: Figures, say: Say): Items {
  const whole = (value: number) => write.number(value, 0);
  return [
    [say("sides"), `${whole(metrics.trade_count_long)} / ${whole(metrics.trade_count_short)}`],
    [say("exposure"), write.percent(metrics.exposure, 1)],
    [say("openAvg"), write.number(metrics.avg_open_trades)],
    [say("openMost"), whole(metrics.most_open_trades)],
    [say("held"), write.lasting(metrics.holding_avg_s)],
    [say("heldWinners"), write.lasting(metrics.winner_holding_avg_s)],
    [say("heldLosers"), write.lasting(metrics.loser_holding_avg_s)],
    [say("winStreak"), whole(metrics.max_consecutive_wins)],
    [say("lossStreak"), whole(metrics.max_consecutive_losses)],
    [
      say("days"),
      `${whole(metrics.winning_days)} / ${whole(metrics.draw_days)} / ${whole(metrics.losing_days)}`,
    ],
  ];
}

function extremes(metrics: Metrics, write: Figures, say: Say): Items {
  const item = (one: Metrics["best_pair"]) =>
    one === null ? NONE : `${one.key}: ${write.money(one.profit_abs, true)}`;
  return [
    [say("bestPair"), item(metrics.best_pair)],
    [say("worstPair"), item(metrics.worst_pair)],
    [say("bestTrade"), item(metrics.best_trade)],
    [say("worstTrade"), item(metrics.worst_trade)],
    [say("bestDay"), item(metrics.best_day)],
    [say("worstDay"), item(metrics.worst_day)],
  ];
}

function costs(metrics: Metrics, mode: string, write: Figures, say: Say): Items {
  const whole = (value: number) => write.number(value, 0);
  return [
    [say("fees"), write.money(metrics.fees_paid)],
    ...(mode === "futures"
      ? ([[say("funding"), write.money(metrics.funding_fees, true)]] as Items)
      : []),
    [say("volume"), write.money(metrics.total_volume)],
    [say("rejected"), whole(metrics.rejected_signals)],
    [say("timedOutEntries"), whole(metrics.timed_out_entries)],
    [say("timedOutExits"), whole(metrics.timed_out_exits)],
    [say("cancelled"), whole(metrics.canceled_entries)],
    [say("locks"), whole(metrics.locks)],
  ];
}
