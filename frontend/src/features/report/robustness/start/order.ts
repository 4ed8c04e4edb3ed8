import type { Schemas } from "../../../../shared/api/client";

type Job = Schemas["BacktestJob"];
type Order = Schemas["RobustnessOrder"];

export const PRESETS = ["quick", "normal", "thorough"] as const;
export type Preset = (typeof PRESETS)[number];

/** How hard each preset looks; what is left out is the platform's own default. */
export const PLANS = {
  quick: { trials: 60, walk_trials: 20, windows: 4, noise_reruns: 15, paths: 2000 },
  normal: { trials: 200, walk_trials: 60, windows: 5, noise_reruns: 40, paths: 5000 },
  thorough: { trials: 1000, walk_trials: 150, windows: 8, noise_reruns: 150, paths: 20_000 },
} as const satisfies Record<Preset, Record<string, number>>;

/** The order of a check of exactly what a backtest ran. */
export function orderOf(
  run: Pick<Schemas["RunView"], "strategy" | "strategy_version" | "title">,
  job: Job,
  preset: Preset,
): Order {
  const { strategy } = job;
  const kept = run.strategy !== null && run.strategy_version !== null;
  return {
    kind: "robustness",
    strategy: kept ? run.strategy : null,
    strategy_version: kept ? run.strategy_version : null,
    spec: !kept && strategy.kind === "spec" ? strategy.spec : null,
    code: !kept && strategy.kind === "code" ? strategy : null,
    words: null,
    exchange: job.exchange,
    pairs: job.pairs,
    timeframe: job.timeframe,
    timerange: timerangeText(job.timerange),
    trading_mode: job.trading_mode,
    detail_timeframe: job.detail_timeframe,
    stake: job.stake,
    balance: job.balance,
    max_open_trades: job.max_open_trades,
    fee: job.fee,
    slippage: job.slippage,
    protections: job.protections,
    title: run.title,
    plan: PLANS[preset],
  };
}

/** `YYYYMMDD-YYYYMMDD`, either end open. */
export function timerangeText({ start, stop }: Job["timerange"]): string {
  const day = (moment: string | null) => moment?.slice(0, 10).replaceAll("-", "") ?? "";
  return `${day(start)}-${day(stop)}`;
}

const SETTINGS = [
  "exchange",
  "pairs",
  "timeframe",
  "timerange",
  "trading_mode",
  "stake",
  "balance",
  "max_open_trades",
  "fee",
  "slippage",
  "protections",
] as const satisfies readonly (keyof Job)[];
export type Setting = (typeof SETTINGS)[number];

/** The settings in which two jobs differ: a check of other settings says little about a backtest. */
export function differing(one: Partial<Job>, other: Partial<Job>): Setting[] {
  return SETTINGS.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
