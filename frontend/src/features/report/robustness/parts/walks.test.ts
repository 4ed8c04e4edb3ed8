import { expect, it } from "vitest";
import { aYear } from "./walks";

it("makes profits of windows of different lengths comparable", () => {
  expect(aYear(0.1, "2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z")).toBeCloseTo(0.1);
  expect(aYear(0.1, "2024-01-01T00:00:00Z", "2024-03-14T00:00:00Z")).toBeCloseTo(0.5);
  expect(aYear(0.1, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z")).toBe(0);
});
