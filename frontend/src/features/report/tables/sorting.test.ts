import { describe, expect, it } from "vitest";
import { sorted, turned } from "./sorting";

describe("sorting", () => {
  const rows = [
    { key: "b10", profit: 1 },
    { key: "b9", profit: null },
    { key: "a", profit: -2 },
  ];

  it("puts numbers in order, and what has none last either way", () => {
    expect(sorted(rows, ({ profit }) => profit, true).map(({ key }) => key)).toEqual([
      "b10",
      "a",
      "b9",
    ]);
    expect(sorted(rows, ({ profit }) => profit, false).map(({ key }) => key)).toEqual([
      "a",
      "b10",
      "b9",
    ]);
  });

  it("reads numbers in names as numbers", () => {
    expect(sorted(rows, ({ key }) => key, false).map(({ key }) => key)).toEqual(["a", "b9", "b10"]);
  });

  it("turns round where it is clicked again", () => {
    const first = turned({ column: "key", down: false }, "profit", true);
    expect(first).toEqual({ column: "profit", down: true });
    expect(turned(first, "profit", true)).toEqual({ column: "profit", down: false });
  });
});
