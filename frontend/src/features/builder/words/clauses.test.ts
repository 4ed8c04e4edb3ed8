import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clausesOf, compared, sentencesOf } from "./clauses";

const READING = `Strategy "Dip" on 1h candles.
Only trade when the day is Monday, Tuesday or Friday.
Enter long "dip and go" when RSI(14) crosses below 30 and close is above EMA(200).
Exit long "out" when (RSI(14) is above 70 and close is above open) or RSI(14) is between 40 and 60.
Exit signals only count in profit.
Stop loss at 5%.`;

describe("sentencesOf", () => {
  it("tells what each sentence is about", () => {
    expect(sentencesOf(READING).map(({ topic }) => topic)).toEqual([
      "strategy",
      "filter",
      "entry",
      "exit",
      "money",
      "money",
    ]);
  });

  it("cuts between conditions, and nowhere else", () => {
    expect(sentencesOf(READING).map(({ clauses }) => clauses.length)).toEqual([1, 1, 2, 2, 1, 1]);
    expect(sentencesOf(READING)[2]?.clauses).toEqual([
      'Enter long "dip and go" when RSI(14) crosses below 30 ',
      "and close is above EMA(200).",
    ]);
  });
});

describe("clausesOf", () => {
  it("loses no letter", () => {
    const word = fc.constantFrom(
      "Enter",
      "when",
      "and",
      "or",
      "between",
      "(a",
      "b)",
      '"x',
      "40",
      '"',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const sentence = words.join(" ");
        expect(clausesOf(sentence).join("")).toBe(sentence);
      }),
    );
  });
});

describe("compared", () => {
  it("says what goes and what comes", () => {
    const after = READING.replace("Stop loss at 5%.", "Stop loss at 3%.\nTake profit at 10%.");
    const changes = compared(READING, after).filter(({ kind }) => kind !== "same");
    expect(changes).toEqual([
      { kind: "removed", text: "Stop loss at 5%." },
      { kind: "added", text: "Stop loss at 3%." },
      { kind: "added", text: "Take profit at 10%." },
    ]);
  });

  it("gives either reading again", () => {
    const lines = fc.array(fc.constantFrom("A.", "B.", "C.", "D."), { maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const changes = compared(a.join("\n"), b.join("\n"));
        const without = (kind: string) =>
          changes.filter((change) => change.kind !== kind).map(({ text }) => text);
        expect(without("added")).toEqual(a);
        expect(without("removed")).toEqual(b);
      }),
    );
  });
});
