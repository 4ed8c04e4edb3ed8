import { describe, expect, it } from "vitest";
import { completeness } from "./completeness";

describe("completeness", () => {
  it("counts the candles of gaps as missing", () => {
    expect(completeness({ candles: 990, filled: 10 })).toBeCloseTo(0.99);
    expect(completeness({ candles: 0, filled: 0 })).toBe(1);
  });
});
