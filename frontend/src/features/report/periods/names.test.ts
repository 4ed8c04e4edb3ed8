import { expect, it } from "vitest";
import type { Period } from "../../../shared/report";
import { nameIn } from "./names";

const period = (key: string, start: string | null, end: string | null) =>
  ({ key, start, end }) as Period;

it("names periods in the language, by UTC", () => {
  expect(nameIn("de", "weekday")(period("Tuesday", null, null))).toBe("Dienstag");
  expect(nameIn("en", "month")(period("2024-03", "2024-03-01", "2024-03-31"))).toBe("March 2024");
  expect(nameIn("de", "day")(period("2024-03-01", "2024-03-01", "2024-03-01"))).toBe("01.03.2024");
  expect(nameIn("en", "year")(period("2024", "2024-01-01", "2024-12-31"))).toBe("2024");
});
