import { render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { recorded } from "../../../mock/recorded";
import english from "../../texts/en/told.json";
import { formats } from "../format";
import { changeLanguage } from "../i18n";
import { patient } from "../testing/patience";
import { piecesOf, type ToldSentence, textOf } from "./pieces";
import { Told } from "./Told";

patient();

const RARE: ToldSentence = {
  kind: "told",
  code: "why.never",
  values: {
    condition: { kind: "english", value: "RSI(14) crosses below 30" },
    rule: { kind: "name", value: "entry" },
    candles: { kind: "count", value: 12_000 },
  },
};
const SENT = "“RSI(14) crosses below 30” (entry) was never true on any of 12,000 candles.";

describe("what the platform says", () => {
  beforeEach(() => changeLanguage("de"));

  it("is said in the reader's language, and marked where there is English only", async () => {
    const { container } = render(<Told text={SENT} told={RARE} />);
    await screen.findByText(/traf auf keine von 12\.000 Kerzen zu\./);
    expect(container.textContent).toBe(
      "„RSI(14) crosses below 30“ (entry) traf auf keine von 12.000 Kerzen zu.",
    );
    expect(screen.getByText("RSI(14) crosses below 30").lang).toBe("en");
  });

  it("decides between one and many as the language does", async () => {
    const few = (count: number): ToldSentence => ({
      kind: "told",
      code: "verdict.few",
      values: { count: { kind: "count", value: count } },
    });
    render(<Told text="" told={[few(1), few(2)]} />);
    await screen.findByText("Grundlage ist nur 1 Trade. Grundlage sind nur 2 Trades.");
  });

  it.each([
    ["an older result has no data for it", undefined],
    ["a newer platform says what this page has no words for", { ...RARE, code: "why.newer" }],
    ["a value is missing", { ...RARE, values: {} }],
  ])("stays English, marked as such, where %s", async (_why, told) => {
    render(<Told text={SENT} told={told} />);
    expect((await screen.findByText(SENT)).lang).toBe("en");
  });
});

interface Pair {
  text: unknown;
  data: unknown;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const beside = (texts: unknown, data: unknown): Pair[] =>
  list(texts).map((text, at) => ({ text, data: list(data)[at] }));

/** What an object says in English, and what stands beside it as data. */
function pairsOf(held: Record<string, unknown>): Pair[] {
  const told = held["told"];
  return [
    { text: held["text"], data: told },
    { text: held["figure"], data: held["figure_told"] },
    ...beside(held["reasons"], held["reasons_told"]),
    ...beside(held["findings"], told),
    ...list(held["remarks"]).map((text) => ({
      text,
      data: (told as Record<string, unknown> | undefined)?.[String(text)],
    })),
  ];
}

/** All of that in a recorded result. */
function* said(part: unknown): Generator<{ text: string; told: ToldSentence[] }> {
  if (typeof part !== "object" || part === null) {
    return;
  }
  for (const { text, data } of Array.isArray(part)
    ? []
    : pairsOf(part as Record<string, unknown>)) {
    if (typeof text === "string" && data != null) {
      yield { text, told: (Array.isArray(data) ? data : [data]) as ToldSentence[] };
    }
  }
  for (const each of Object.values(part)) {
    yield* said(each);
  }
}

describe("English from data", () => {
  const files = [...recorded.files.backtest, ...recorded.files.robustness].filter(({ name }) =>
    ["result.json", "certificate.json"].includes(name),
  );

  it("reads as the platform's own English, in real results", () => {
    const all = [
      ...said(recorded.quality),
      ...files.flatMap(({ text }) => [...said(JSON.parse(text))]),
    ];
    expect(all.length).toBeGreaterThan(30);
    for (const one of all) {
      const pieces = piecesOf(one.told, wordsOf, formats("en", "utc")) ?? [];
      expect(textOf(pieces)).toBe(one.text);
    }
  });
});

/** English words by code, without i18next. */
function wordsOf(code: string, count: number | undefined): string | undefined {
  const [group = "", ...rest] = code.split(".");
  let words: unknown = (english as Record<string, unknown>)[group];
  for (const [at, name] of rest.entries()) {
    const held = words as Record<string, unknown>;
    const last = at === rest.length - 1;
    words = (last ? held[`${name}_${count === 1 ? "one" : "other"}`] : undefined) ?? held[name];
  }
  return typeof words === "string" ? words : undefined;
}
