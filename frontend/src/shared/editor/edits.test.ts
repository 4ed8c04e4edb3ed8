import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Replacement, replacement, replacements } from "./edits";

function applied(text: string, changes: readonly Replacement[]): string {
  return [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end),
      text,
    );
}

const source = fc.array(fc.constantFrom("a", "b", " ", "\n", "x = 1\n"), { maxLength: 30 });

describe("replacement", () => {
  it("touches nothing around what differs", () => {
    expect(replacement("stop = 0.05", "stop = 0.03")).toEqual({ start: 10, end: 11, text: "3" });
    expect(replacement("same", "same")).toBeNull();
  });

  it("makes the one text of the other", () => {
    fc.assert(
      fc.property(source, source, (a, b) => {
        const [before, after] = [a.join(""), b.join("")];
        const one = replacement(before, after);
        expect(applied(before, one === null ? [] : [one])).toBe(after);
        expect(applied(before, replacements(before, after))).toBe(after);
      }),
    );
  });

  it("leaves lines alone that stay", () => {
    const changes = replacements("a=1\nkeep\nb=2", "a = 1\nkeep\nb = 2");
    expect(changes.every(({ start, end }) => end <= 3 || start >= 9)).toBe(true);
  });
});
