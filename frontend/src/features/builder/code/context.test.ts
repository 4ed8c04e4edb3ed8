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
    expect(contextAt(at(`${CLASS}    pop|`))).toEqual({
      kind: "member",
      typed: "pop",
      from: 5,
      lead: "",
    });
    expect(contextAt(at(`${CLASS}    def pop|`))).toEqual({
      kind: "member",
      typed: "pop",
      from: 5,
      lead: "def ",
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

function offer(name: string, kind: "method" | "attribute" | "function", insert: string) {
  return { name, kind, insert, signature: `${name}(…)`, documentation: `About ${name}.` };
}

const KNOWN: Knowledge = {
  strategy_members: [
    offer("populate_exit_trend", "method", "def populate_exit_trend(self, dataframe):\n    $0"),
    offer("stoploss", "attribute", "stoploss = $0"),
  ],
  functions: [
    {
      ...offer("merge_informative_pair", "function", "merge_informative_pair($0)"),
      module: "freqtrade.strategy",
    },
  ],
  columns: [{ name: "close", documentation: "The last price." }],
  modules: [
    {
      name: "ta",
      imported: "import talib.abstract as ta",
      members: [offer("RSI", "function", "RSI(dataframe, timeperiod=$1)")],
    },
    { name: "dataframe", imported: "", members: [offer("shift", "method", "shift($0)")] },
    {
      name: "dp",
      imported: "",
      members: [offer("get_pair_dataframe", "method", "get_pair_dataframe($0)")],
    },
  ],
};

describe("assistWith", () => {
  const assist = assistWith(KNOWN);

  it("replaces the begun definition, and not only its name", () => {
    const found = assist.complete(at(`${CLASS}    def popu|`));
    expect(found?.from).toBe(5);
    expect(found?.items[0]?.insert).toMatch(/^def populate_exit_trend/);
    expect(found?.items.map(({ typedAs }) => typedAs)).toEqual(["def populate_exit_trend"]);
  });

  it("offers the columns of candles and those that the file makes, once each", () => {
    const text = `${METHOD}        dataframe["rsi"] = 1\n        dataframe["close"] = 2\n        dataframe["|`;
    const found = assist.complete(at(text));
    expect(found?.items.map(({ label }) => label)).toEqual(["close", "rsi"]);
    expect(found?.from).toBe(20);
  });

  it.each([
    ["ta.r|", "RSI(dataframe, timeperiod=$1)"],
    ["self.dp.|", "get_pair_dataframe($0)"],
    ["df.s|", "shift($0)"],
    ["dataframe.s|", "shift($0)"],
  ])("completes %s", (typed, insert) => {
    const found = assist.complete(at(`${METHOD}        ${typed}`));
    expect(found?.items.map((item) => item.insert)).toEqual([insert]);
  });

  it("uses the strategy's members by self, and does not define them", () => {
    const found = assist.complete(at(`${METHOD}        self.|`));
    expect(found?.items.map(({ insert }) => insert)).toEqual([
      "populate_exit_trend($0)",
      "stoploss",
    ]);
  });

  it("knows nothing behind other names", () => {
    expect(assist.complete(at(`${METHOD}        np.r|`))).toBeNull();
  });

  it("offers what is imported among words, and nothing that only a method is given", () => {
    const labels = assist.complete(at(`${METHOD}        m|`))?.items.map(({ label }) => label);
    expect(labels).toEqual(
      expect.arrayContaining(["return", "ta", "merge_informative_pair", "dataframe"]),
    );
    expect(labels).not.toContain("dp");
  });

  it("explains what stands under the pointer", () => {
    expect(assist.explain(at("x = ta.R|SI(dataframe)"))).toEqual({
      from: 8,
      to: 11,
      signature: "RSI(…)",
      text: "About RSI.",
    });
    expect(assist.explain(at("    stop|loss = 1"))?.text).toBe("About stoploss.");
    expect(assist.explain(at("x = merge_in|formative_pair(a)"))?.from).toBe(5);
    expect(assist.explain(at('dataframe["clo|se"]'))?.text).toBe("The last price.");
    expect(assist.explain(at("other.R|SI"))).toBeNull();
  });
});
