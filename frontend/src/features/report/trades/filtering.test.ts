import { describe, expect, it } from "vitest";
import type { Trade } from "../../../shared/report";
import { filtered, numbered, ordered, orderOf, orderText, tagOf, valuesOf } from "./filtering";

const trade = (more: Partial<Trade>): Trade =>
  ({ pair: "BTC/USDT", is_short: false, enter_tag: "dip", exit_reason: "roi", ...more }) as Trade;

const rows = numbered([
  trade({ profit_ratio: 0.02, profit_abs: 3 }),
  trade({ profit_ratio: -0.01, profit_abs: -1, pair: "ETH/USDT", exit_reason: "stop_loss" }),
  trade({ profit_ratio: 0, profit_abs: 0, is_short: true, enter_tag: "" }),
]);
const numbers = (found: typeof rows) => found.map(({ number }) => number);

describe("filters", () => {
  it("let through what they name, all of them together", () => {
    expect(numbers(filtered(rows, {}))).toEqual([1, 2, 3]);
    expect(numbers(filtered(rows, { pair: "BTC/USDT" }))).toEqual([1, 3]);
    expect(numbers(filtered(rows, { side: "short" }))).toEqual([3]);
    expect(numbers(filtered(rows, { exit: "roi", side: "long" }))).toEqual([1]);
    expect(numbers(filtered(rows, { entry: "-" }))).toEqual([3]);
  });

  it("count a draw as neither won nor lost", () => {
    expect(numbers(filtered(rows, { outcome: "won" }))).toEqual([1]);
    expect(numbers(filtered(rows, { outcome: "lost" }))).toEqual([2]);
  });

  it("offer what there is", () => {
    expect(valuesOf(rows, tagOf)).toEqual(["-", "dip"]);
  });
});

describe("the order", () => {
  it("is kept by the address, where it is not the first one", () => {
    expect(orderText({ column: "number", down: false })).toBeUndefined();
    expect(orderOf(orderText({ column: "profit", down: true }))).toEqual({
      column: "profit",
      down: true,
    });
    expect(orderOf("-nonsense")).toEqual({ column: "number", down: false });
  });

  it("puts trades by what a column shows", () => {
    expect(numbers(ordered(rows, { column: "profit", down: true }))).toEqual([1, 3, 2]);
    expect(numbers(ordered(rows, { column: "number", down: true }))).toEqual([3, 2, 1]);
  });
});
