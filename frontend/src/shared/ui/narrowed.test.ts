import { describe, expect, it } from "vitest";
import { narrowed } from "./narrowed";

describe("narrowed", () => {
  it("changes what is named, and drops what was emptied", () => {
    const before: { text?: string; tag?: string; kind?: string } = { text: "rsi", tag: "dips" };
    expect(narrowed(before, { tag: undefined, kind: "code" })).toEqual({
      text: "rsi",
      kind: "code",
    });
    expect(narrowed(before, { text: "" })).toEqual({ tag: "dips" });
  });
});
