export const SIDES = ["long", "short"] as const;

/** What the form asks before the rules take over; `stop` is per cent. */
export interface Fresh {
  name: string;
  timeframe: string;
  side: (typeof SIDES)[number];
  stop: number;
}

export const FRESH: Fresh = { name: "", timeframe: "1h", side: "long", stop: 5 };

const OVERSOLD = 30;
const OVERBOUGHT = 70;

/** The least that can be run: one entry, one exit, a stop. */
export function specOf({ name, timeframe, side, stop }: Fresh): Record<string, unknown> {
  const rsi = (op: "<" | ">", value: number) => ({
    kind: "compare",
    left: { kind: "indicator", name: "rsi", params: { period: 14 } },
    op,
    right: { kind: "number", value },
  });
  const cheap = rsi("<", OVERSOLD);
  const dear = rsi(">", OVERBOUGHT);
  const [enter, leave] = side === "long" ? [cheap, dear] : [dear, cheap];
  return {
    name: name.trim(),
    timeframe,
    entries: [{ name: "entry", side, when: enter }],
    exits: [{ name: "exit", side, when: leave }],
    // Hundredths of a per cent: 0.07 rather than 0.07000000000000001.
    stop_loss: Math.round(stop * 100) / 10_000,
  };
}
