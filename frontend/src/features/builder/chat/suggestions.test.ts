import { describe, expect, it } from "vitest";
import type { Content } from "../draft";
import { suggestionsFor } from "./suggestions";

const RSI = { kind: "indicator", name: "rsi", params: { period: 14 } };

function spec(fields: Record<string, unknown>): Content {
  return {
    kind: "spec",
    spec: { name: "S", timeframe: "1h", ...fields },
    words: null,
    assumptions: [],
  };
}

function words(content: Content): string[] {
  return suggestionsFor(content).map((each) => each.words);
}

describe("suggestionsFor", () => {
  it("offers what is missing", () => {
    expect(words(spec({ entries: [] }))).toEqual([
      "set the stop loss to 5%",
      "only buy when close is above EMA(200)",
      "take profit at 10%",
      "trail by 2% after 4%",
    ]);
  });

  it("goes on from what is there, and never offers it again", () => {
    const when = {
      kind: "all",
      conditions: [
        { kind: "pattern", name: "doji" },
        { kind: "cross", left: RSI, direction: "below", right: { kind: "number", value: 30 } },
        {
          kind: "compare",
          left: { kind: "price" },
          op: ">",
          right: { kind: "indicator", name: "ema" },
        },
      ],
    };
    const content = spec({
      entries: [{ name: "entry", side: "long", when }],
      stop_loss: 0.05,
      take_profit: 0.1,
      trailing_stop: { distance: 0.02, after: null },
    });
    expect(words(content)).toEqual([
      "make the stop 3%",
      "buy when RSI is below 25 instead of 30",
      "use 4h candles",
      "never hold longer than 3 days",
    ]);
  });

  it.each([
    [0.1, "6"],
    [0.02, "1"],
    [0.015, "0.75"],
    [0.3, "18"],
  ])("tightens a stop of %d to %s %%", (stop, percent) => {
    expect(suggestionsFor(spec({ stop_loss: stop }))[0]).toMatchObject({
      key: "tighter",
      values: { percent },
    });
  });

  it("leaves numbers that are tuned, and strategies that are code, alone", () => {
    expect(words(spec({ stop_loss: { param: "risk" } }))).not.toContain("make the stop");
    const level = {
      kind: "compare",
      left: RSI,
      op: "<",
      right: { kind: "number", value: { param: "low" } },
    };
    expect(words(spec({ entries: [{ name: "e", side: "long", when: level }] })).join()).not.toMatch(
      /RSI/,
    );
    expect(words({ kind: "code", source: "", class_name: null, parameters: null })).toEqual([]);
  });
});
