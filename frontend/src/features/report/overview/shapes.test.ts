import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byYear, histogram } from "./shapes";

describe("months by year", () => {
  it("leaves out what is not of the run, and compounds the year", () => {
    const [row] = byYear([
      { year: 2024, month: 2, profit: 0.1, trades: 3 },
      { year: 2024, month: 3, profit: -0.1, trades: 1 },
    ]);
    expect(row?.months.map((month) => month?.profit ?? null).slice(0, 4)).toEqual([
      null,
      0.1,
      -0.1,
      null,
    ]);
    expect(row?.profit).toBeCloseTo(-0.01);
  });
});

describe("the distribution", () => {
  it("is empty without a trade", () => {
    expect(histogram([])).toEqual([]);
  });

  it("counts every trade once, in bins that never hold losses and profits alike", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.99, max: 5, noNaN: true }), { minLength: 1, maxLength: 400 }),
        (values) => {
          const bins = histogram(values);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
          expect(bins.length).toBeLessThanOrEqual(60);
          for (const { from, to } of bins) {
            expect(from < -1e-9 && to > 1e-9).toBe(false);
          }
        },
      ),
    );
  });

  it("is not squeezed by an outlier", () => {
    const values = [...Array.from({ length: 200 }, (_, place) => (place - 100) / 10_000), 4];
    expect(histogram(values).filter(({ count }) => count > 0).length).toBeGreaterThan(10);
  });
});
