import { describe, expect, it } from "vitest";
import { marksOf, ordered, type Problem, said } from "./markers";

function problem(fields: Partial<Problem>): Problem {
  return {
    severity: "error",
    problem: "it is wrong",
    remedy: "",
    field: "",
    line: null,
    ...fields,
  };
}

describe("marksOf", () => {
  it("stands at the problem's line, or at the first", () => {
    expect(marksOf([problem({ line: 7 }), problem({ severity: "warning" })])).toEqual([
      { severity: "error", line: 7, message: "It is wrong." },
      { severity: "warning", line: 1, message: "It is wrong." },
    ]);
  });
});

describe("said", () => {
  it("tells the way out as well, as sentences", () => {
    expect(said(problem({ problem: "no exit", remedy: "Add one" }))).toBe("No exit. Add one.");
    expect(said(problem({ problem: "really?", remedy: "yes!" }))).toBe("Really? Yes!");
  });
});

describe("ordered", () => {
  it("puts errors before warnings, each by line", () => {
    const found = ordered([
      problem({ severity: "warning", line: 1 }),
      problem({ line: 9 }),
      problem({ line: 2 }),
    ]);
    expect(found.map(({ severity, line }) => [severity, line])).toEqual([
      ["error", 2],
      ["error", 9],
      ["warning", 1],
    ]);
  });
});
