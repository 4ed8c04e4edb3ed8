const SETTINGS = {
  exchange: "exchange",
  trading_mode: "mode",
  pairs: "pairs",
  timeframe: "timeframe",
  detail_timeframe: "detail",
  "timerange.start": "start",
  "timerange.stop": "stop",
  stake: "stake",
  balance: "balance",
  max_open_trades: "limit",
  fee: "fee",
  slippage: "slippage",
  protections: "protections",
  engine: "engine",
  engine_reason: "reason",
} as const;

/** The setting that a path of an order is; null where it is none that has a name of its own. */
export function settingOf(path: string): (typeof SETTINGS)[keyof typeof SETTINGS] | null {
  return path in SETTINGS ? SETTINGS[path as keyof typeof SETTINGS] : null;
}
