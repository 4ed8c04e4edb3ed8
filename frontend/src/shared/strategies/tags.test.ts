import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagOf } from "./tags";

describe("tagOf", () => {
  it.each([
    ["Mean Reversion", "mean-reversion"],
    ["  BTC/USDT ", "btc-usdt"],
    ["Überkauft", "uberkauft"],
    ["–", null],
  ])("makes a tag of %s", (text, tag) => {
    expect(tagOf(text)).toBe(tag);
  });

  it("makes nothing that the platform refuses, and leaves tags as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tag = tagOf(text);
        if (tag !== null) {
          expect(tag).toMatch(/^[a-z0-9][a-z0-9-]{0,30}$/);
          expect(tagOf(tag)).toBe(tag);
        }
      }),
    );
  });
});
