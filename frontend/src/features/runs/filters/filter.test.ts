import { describe, expect, it } from "vitest";
import { isFiltered, runFilterOf } from "./filter";

describe("runFilterOf", () => {
  it("takes both days in whole", () => {
    expect(runFilterOf({ since: "2026-02-27", until: "2026-02-28" }, "utc")).toEqual({
      since: "2026-02-27T00:00:00.000Z",
      until: "2026-03-01T00:00:00.000Z",
    });
  });

  it("begins days where the reader's do", () => {
    const { since } = runFilterOf({ since: "2026-02-27" }, "local");
    expect(new Date(since ?? "").getHours()).toBe(0);
  });

  it("leaves out what is no day, and what is not asked", () => {
    expect(runFilterOf({ since: "yesterday", until: "2026-13-45" }, "utc")).toEqual({});
    expect(runFilterOf({ kind: "backtest", strategy: "s1" }, "utc")).toEqual({
      kind: "backtest",
      strategy: "s1",
    });
  });
});

describe("isFiltered", () => {
  it("knows the whole list from a part of it", () => {
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ state: "failed" })).toBe(true);
  });
});
