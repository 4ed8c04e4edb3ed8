import { describe, expect, it } from "vitest";
import type { Sweep } from "../certificate/useCertificate";
import { bestVariants, heatRows, variantsIn } from "./heat";
import { scaleOf, tickDigits } from "./scale";

const sweep = {
  axes: [
    { name: "rsi", values: [10, 12, 14], default: 12 },
    { name: "ema", values: Array.from({ length: 18 }, (_, place) => place * 10), default: 0 },
    { name: "stop", values: [0.05, 0.1], default: 0.05 },
  ],
  table: {
    points: [
      [1, 0, 0],
      [1, 1, 1],
      [2, 17, 0],
      [0, 3, 0],
    ],
    trades: [10, 20, 30, 2],
    profit: [0.1, 0.2, -0.1, 0],
    drawdown: [0, 0, 0, 0],
    sharpe: [1, 2, -1, 0],
    score: [1, 2, -1, null],
    problem: ["", "", "", ""],
  },
  heat: {
    x_name: "ema",
    y_name: "rsi",
    x: ["0–10", "20–30", "…", "", "", "", "", "", "160–170"],
    y: ["10", "12", "14"],
    best: [
      [null, null],
      [2, null],
      [null, null, null, null, null, null, null, null, -1],
    ],
    median: [
      [null, null],
      [1.5, null],
      [null, null, null, null, null, null, null, null, -1],
    ],
    count: [[0, 1], [2], [0, 0, 0, 0, 0, 0, 0, 0, 1]],
    chosen: [1, 0],
  },
} as unknown as Sweep;

describe("the map", () => {
  it("has the highest values on top, and marks the strategy as it is", () => {
    const rows = heatRows(sweep, "best");
    expect(rows.map(({ label }) => label)).toEqual(["14", "12", "10"]);
    expect(rows[1]?.cells[0]).toEqual({ score: 2, count: 2, chosen: true, strength: 1 });
    expect(rows[0]?.cells[8]).toEqual({ score: -1, count: 1, chosen: false, strength: -0.5 });
    expect(rows[2]?.cells[1]).toEqual({ score: null, count: 1, chosen: false, strength: 0 });
  });

  it("knows the variants of a cell, groups of values as the platform makes them", () => {
    expect(variantsIn(sweep, 1, 0).map(({ place }) => place)).toEqual([1, 0]);
    expect(variantsIn(sweep, 2, 8).map(({ values }) => values)).toEqual([[14, 170, 0.05]]);
    expect(variantsIn(sweep, 0, 1).map(({ score }) => score)).toEqual([null]);
    expect(variantsIn(sweep, 0, 0)).toEqual([]);
  });

  it("has a single row for a single parameter", () => {
    const one = {
      ...sweep,
      heat: { ...sweep.heat, y_name: "", y: [""], best: [[2]], count: [[2]], chosen: [0, 0] },
    } as unknown as Sweep;
    expect(heatRows(one, "best")).toHaveLength(1);
    expect(variantsIn(one, 0, 0).map(({ place }) => place)).toEqual([1, 0]);
  });
});

it("lists the best after the strategy as it is, without those that traded too little", () => {
  expect(bestVariants(sweep, 5).map(({ place }) => place)).toEqual([0, 1, 2]);
  expect(bestVariants(sweep, 1).map(({ place }) => place)).toEqual([0, 1]);
});

it("places values on one scale", () => {
  expect([-1, 0, 3].map(scaleOf([-1, 3, 0]))).toEqual([0, 25, 100]);
  expect(scaleOf([2, 2])(2)).toBe(50);
});

it("gives ticks the digits that they need", () => {
  expect([0.01, 0.005, -0.1, 0.0025].map(tickDigits)).toEqual([0, 1, 0, 2]);
});
