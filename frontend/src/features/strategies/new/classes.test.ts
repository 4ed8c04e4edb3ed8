import { describe, expect, it } from "vitest";
import { classChoices, holdsClass } from "./classes";

const SOURCE = "class Helper:\n  pass\nclass A(IStrategy):\n  pass\nclass B(IStrategy):\n  pass\n";
const several = {
  severity: "error" as const,
  problem: "the file holds 2 strategies: A, B",
  remedy: "Name the one you mean.",
  field: "class_name",
  line: null,
};

describe("classChoices", () => {
  it("offers the strategies, and no other class", () => {
    expect(classChoices(SOURCE, [several])).toEqual(["A", "B"]);
  });

  it("asks nothing where nothing is open", () => {
    expect(classChoices(SOURCE, [])).toEqual([]);
    expect(classChoices(SOURCE, [{ ...several, field: "code" }])).toEqual([]);
  });
});

describe("holdsClass", () => {
  it("knows a class by its whole name", () => {
    expect(holdsClass(SOURCE, "A")).toBe(true);
    expect(holdsClass(SOURCE, "Help")).toBe(false);
  });
});
