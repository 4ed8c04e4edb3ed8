import { describe, expect, it } from "vitest";
import { clashing, orderOf, pairOf, pairsIn, pairsOf, slipOf, type Wanted } from "./order";

const wanted: Wanted = {
  exchange: "binance",
  futures: false,
  pairs: ["BTC/USDT"],
  timeframe: "1h",
  since: "2024-01-01",
  until: "",
};

describe("pairOf", () => {
  it("takes a pair as people type it", () => {
    expect(pairOf(" btc-usdt ", false)).toBe("BTC/USDT");
    expect(pairOf("BTC/USDT", true)).toBe("BTC/USDT:USDT");
    expect(pairOf("BTC/USD:BTC", true)).toBe("BTC/USD:BTC");
  });
});

describe("pairsOf", () => {
  it("takes several that were pasted together", () => {
    expect(pairsOf(["BTC/USDT", "eth-usdt, sol/usdt;btc/usdt,"], false)).toEqual([
      "BTC/USDT",
      "ETH/USDT",
      "SOL/USDT",
    ]);
  });
});

describe("pairsIn", () => {
  it("goes from one market to the other and back", () => {
    expect(pairsIn(["BTC/USDT"], true)).toEqual(["BTC/USDT:USDT"]);
    expect(pairsIn(["BTC/USDT:USDT"], false)).toEqual(["BTC/USDT"]);
  });
});

describe("slipOf", () => {
  it("lets a whole order through", () => {
    expect(slipOf(wanted)).toBeNull();
    expect(slipOf({ ...wanted, until: "2024-02-01" })).toBeNull();
  });

  it("names the field", () => {
    expect(slipOf({ ...wanted, exchange: "" })?.field).toBe("exchange");
    expect(slipOf({ ...wanted, pairs: [] })?.slip).toBe("pairs");
    expect(slipOf({ ...wanted, pairs: ["BTC"] })).toMatchObject({ slip: "pair", value: "BTC" });
    expect(slipOf({ ...wanted, since: "" })?.field).toBe("since");
    expect(slipOf({ ...wanted, until: "2023-12-31" })?.field).toBe("until");
  });
});

describe("clashing", () => {
  const demo = { exchange: "binance", pair: "BTC/USDT", timeframe: "1h", synthetic: true };

  it("names the pairs that the demo market holds already", () => {
    expect(clashing({ ...wanted, pairs: ["BTC/USDT", "ADA/USDT"] }, [demo])).toEqual(["BTC/USDT"]);
  });

  it("lets through what stands elsewhere, or is real", () => {
    expect(clashing({ ...wanted, timeframe: "4h" }, [demo])).toEqual([]);
    expect(clashing(wanted, [{ ...demo, synthetic: false }])).toEqual([]);
  });
});

describe("orderOf", () => {
  it("writes days and markets as the platform does", () => {
    expect(orderOf({ ...wanted, futures: true, until: "2024-02-01" })).toEqual({
      kind: "download",
      exchange: "binance",
      pairs: ["BTC/USDT"],
      timeframe: "1h",
      trading_mode: "futures",
      since: "20240101",
      until: "20240201",
    });
    expect(orderOf(wanted).until).toBeNull();
  });
});
