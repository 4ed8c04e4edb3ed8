import { describe, expect, it } from "vitest";
import type { Schemas } from "../../../../shared/api/client";
import { differing, orderOf, timerangeText } from "./order";

const job = {
  strategy: { kind: "spec", spec: { name: "Dips" } },
  exchange: "demo",
  pairs: ["BTC/USDT"],
  timeframe: "1h",
  timerange: { start: "2024-01-01T00:00:00Z", stop: null },
  stake: 100,
  fee: null,
} as unknown as Schemas["BacktestJob"];

describe("the order of a check", () => {
  it("is of the version that ran", () => {
    const order = orderOf({ strategy: "s", strategy_version: 3, title: "T" }, job, "quick");
    expect(order).toMatchObject({ strategy: "s", strategy_version: 3, spec: null, code: null });
    expect(order).toMatchObject({ timerange: "20240101-", pairs: ["BTC/USDT"], stake: 100 });
  });

  it("holds the strategy itself where none is kept", () => {
    const order = orderOf({ strategy: null, strategy_version: null, title: "" }, job, "normal");
    expect(order).toMatchObject({ strategy: null, spec: { name: "Dips" } });
  });
});

describe("settings", () => {
  it("writes either end of the time open", () => {
    expect(timerangeText({ start: null, stop: null })).toBe("-");
    expect(timerangeText({ start: null, stop: "2024-02-03T00:00:00Z" })).toBe("-20240203");
  });

  it("names what differs", () => {
    expect(differing(job, { ...job })).toEqual([]);
    expect(differing(job, { ...job, stake: 200, pairs: ["ETH/USDT"] })).toEqual(["pairs", "stake"]);
  });
});
