import { describe, expect, it } from "vitest";
import { FRESH, specOf } from "./fresh";

describe("specOf", () => {
  it("buys what has fallen and sells what has risen", () => {
    expect(specOf({ ...FRESH, name: " Dips " })).toMatchObject({
      name: "Dips",
      timeframe: "1h",
      entries: [{ side: "long", when: { op: "<", right: { value: 30 } } }],
      exits: [{ side: "long", when: { op: ">", right: { value: 70 } } }],
      stop_loss: 0.05,
    });
  });

  it("turns round for shorts", () => {
    expect(specOf({ ...FRESH, name: "Tops", side: "short" })).toMatchObject({
      entries: [{ side: "short", when: { op: ">" } }],
      exits: [{ side: "short", when: { op: "<" } }],
    });
  });

  it("writes the stop as a plain fraction", () => {
    expect(specOf({ ...FRESH, name: "x", stop: 7 })["stop_loss"]).toBe(0.07);
    expect(specOf({ ...FRESH, name: "x", stop: 0.35 })["stop_loss"]).toBe(0.0035);
  });
});
