import { describe, expect, it } from "vitest";
import type { Place } from "../../../shared/editor/types";
import { contextAt, wordAt } from "./context";
import { assistWith, type Knowledge } from "./help";

const CLASS = "import talib.abstract as ta\n\n\nclass Mine(IStrategy):\n    timeframe = '1h'\n";
const METHOD = `${CLASS}\n    def populate_indicators(self, dataframe, metadata):\n`;

/** The place of the bar in a text. */
function at(text: string): Place {
  const index = text.indexOf("|");
  const source = text.slice(0, index) + text.slice(index + 1);
  const lines = text.slice(0, index).split("\n");
  return { source, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

describe("contextAt", () => {
  it.each([
    ['        dataframe["cl|', "cl"],
    ["        dataframe['|']", ""],
    ['        df["rs|"] = 1', "rs"],
    ["        dataframe.loc[(dataframe['close'] > 1), 'ent|", "ent"],
    ['        x = dataframe[["open", "hi|', "hi"],
  ])("finds a column in %s", (line, typed) => {
    expect(contextAt(at(METHOD + line))).toMatchObject({ kind: "column", typed });
  });

  it.each([
    "        # dataframe['|",
    "        x = 'dataframe |",
    '        """Uses ta.|',
    "        print(dataframe, 'a|",
    "        x = 12|",
    "        dataframe['close'].|",
  ])("offers nothing in %s", (line) => {
    expect(contextAt(at(METHOD + line))).toBeNull();
  });

  it("goes on after a string that was closed, and after one that never was", () => {
    const closed = `${METHOD}        """Text."""\n        ta.RS|`;
    const open = `${METHOD}        x = 'oh no\n        ta.RS|`;
    expect(contextAt(at(closed))).toEqual({ kind: "module", module: "ta", typed: "RS" });
    expect(contextAt(at(open))).toEqual({ kind: "module", module: "ta", typed: "RS" });
  });

  it("knows the strategy's members by self", () => {
    expect(contextAt(at(`${METHOD}        self.ti|`))).toEqual({ kind: "self", typed: "ti" });
  });

  it("offers members to define in the class's body alone", () => {
    expect(contextAt(at(`${CLASS}    pop|`))).toEqual({ kind: "member", typed: "pop", from: 5 });
    expect(contextAt(at(`${CLASS}    def pop|`))).toEqual({
      kind: "member",
      typed: "pop",
      from: 5,
    });
    expect(contextAt(at(`${METHOD}        pop|`))).toMatchObject({ kind: "expression" });
    expect(contextAt(at("class Other:\n    pop|"))).toMatchObject({ kind: "expression" });
    expect(contextAt(at(`${CLASS}\npop|`))).toEqual({
      kind: "expression",
      typed: "pop",
      inside: false,
    });
  });

  it("sees the function through its inner blocks", () => {
    const inner = `${METHOD}        if True:\n            x = 1\n            ret|`;
    expect(contextAt(at(inner))).toEqual({ kind: "expression", typed: "ret", inside: true });
  });
});

describe("wordAt", () => {
  it("takes the word around, its owner and its quotes", () => {
    expect(wordAt(at("x = ta.R|SI(dataframe)"))).toEqual({
      owner: "ta",
      name: "RSI",
      from: 8,
      to: 11,
      quoted: false,
    });
    expect(wordAt(at('dataframe["clo|se"]'))).toMatchObject({ name: "close", quoted: true });
    expect(wordAt(at("x = |  "))).toBeNull();
  });
});

const KNOWN: Knowledge = {
  strategy_members: [
    {
      name: "populate_exit_trend",
      kind: "method",
      signature: "populate_exit_trend(self, dataframe, metadata)",
      documentation: "Sets the exits.",
      insert: "def populate_exit_trend(self, dataframe, metadata):\n    $0",
    },
    {
      name: "stoploss",
      kind: "attribute",
      signature: "stoploss: float",
      documentation: "",
      insert: "stoploss = $0",
    },
  ],
  columns: [{ name: "close", documentation: "The last price." }],
  modules: [
    {
      name: "ta",
      members: [
        {
          name: "RSI",
          signature: "RSI(real, timeperiod=14)",
          documentation: "RSI.",
          insert: "RSI($0)",
        },
      ],
    },
  ],
};

describe("assistWith", () => {
  const assist = assistWith(KNOWN);

  it("replaces the begun definition, and not only its name", () => {
    const found = assist.complete(at(`${CLASS}    def popu|`));
    expect(found?.from).toBe(5);
    expect(found?.items[0]?.insert).toMatch(/^def populate_exit_trend/);
  });

  it("offers the columns of candles and those that the file makes, once each", () => {
    const text = `${METHOD}        dataframe["rsi"] = 1\n        dataframe["close"] = 2\n        dataframe["|`;
    const found = assist.complete(at(text));
    expect(found?.items.map(({ label }) => label)).toEqual(["close", "rsi"]);
    expect(found?.from).toBe(20);
  });

  it("calls what it completes after a dot", () => {
    const found = assist.complete(at(`${METHOD}        ta.r|`));
    expect(found?.items.map(({ insert }) => insert)).toEqual(["RSI($0)"]);
    const unknown = assist.complete(at(`${METHOD}        np.r|`));
    expect(unknown).toBeNull();
  });

  it("explains what stands under the pointer", () => {
    expect(assist.explain(at("x = ta.R|SI(dataframe)"))).toEqual({
      from: 8,
      to: 11,
      signature: "RSI(real, timeperiod=14)",
      text: "RSI.",
    });
    expect(assist.explain(at("    stop|loss = 1"))?.signature).toBe("stoploss: float");
    expect(assist.explain(at("other.R|SI"))).toBeNull();
  });
});
