/** Sentences to start from. The platform reads English, so they are not translated. */
export const EXAMPLES = {
  dip: "Buy when the 14-period RSI drops under 30; sell once RSI is over 70, 5% stop. 1h candles.",
  trend:
    "Buy when EMA(20) crosses above EMA(50). Sell when EMA(20) crosses below EMA(50). Trailing stop of 3 ATR(14). 4h candles.",
  breakout:
    "Buy when the close is above the upper Donchian channel(20) 1 candle ago. Sell when the close is below the lower Donchian channel(10) 1 candle ago. Stop loss at 10%.",
  bands:
    "Buy when the close crosses below the lower Bollinger band(20, 2). Take profit at 3%. Stop loss at 5%. 15m candles.",
  short:
    "Short when RSI(14) is above 75 and the close is below SMA(200). Exit short when RSI(14) is below 45. Stop loss at 4%.",
} as const;

export type Example = keyof typeof EXAMPLES;
export const EXAMPLE_NAMES = Object.keys(EXAMPLES) as Example[];
