import { describe, expect, it } from "vitest";
import { pathOf } from "./Sparkline";

describe("pathOf", () => {
  it("spans the whole picture, highest value on top", () => {
    expect(pathOf([1000, 1200, 1100], 100, 20)).toEqual({
      line: "M0 18.5L50 1.5L100 10",
      base: 18.5,
    });
  });

  it("draws what never changed through the middle", () => {
    expect(pathOf([5, 5], 10, 20)).toEqual({ line: "M0 10L10 10", base: 10 });
  });
});
