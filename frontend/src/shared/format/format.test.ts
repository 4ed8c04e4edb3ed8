import { describe, expect, it } from "vitest";
import { formats } from ".";

const en = formats("en", "utc");
const de = formats("de", "utc");

describe("formats", () => {
  it("writes numbers as the language does", () => {
    expect(en.number(1234.5)).toBe("1,234.50");
    expect(de.number(1234.5)).toBe("1.234,50");
  });

  it("writes losses with a minus sign and gains with a plus where asked", () => {
    expect(en.percent(-0.051, 1)).toBe("\u22125.1%");
    expect(en.percent(0.051, 1, true)).toBe("+5.1%");
    expect(en.percent(0, 1, true)).toBe("0.0%");
    expect(en.percent(-0.0001, 1)).toBe("0.0%");
  });

  it("names currencies that no bank issues behind the amount", () => {
    expect(en.money(12, "USDT")).toBe("12.00 USDT");
    expect(en.money(12, "USD")).toBe("$12.00");
    expect(de.money(-12, "EUR")).toBe("\u221212,00\u00a0€");
  });

  it("writes the platform's own figures as the reader's language does", () => {
    expect(de.figure("\u22120.05%")).toBe("\u22120,05\u00a0%");
    expect(de.figure("+1,234.5%")).toBe("+1.234,5\u00a0%");
    expect(de.figure("999.48 USDT")).toBe("999,48 USDT");
    expect(de.figure("20")).toBe("20");
    for (const text of ["\u221212.10%", "+0.10%", "0.98", "1,002.31 USDT", "–", "∞", "3 days"]) {
      expect(en.figure(text)).toBe(text);
    }
  });

  it("tells instants in UTC, and says so", () => {
    expect(en.dateTime("2026-01-02T03:04:00Z").replace(/\s/g, " ")).toBe(
      "Jan 2, 2026, 3:04 AM UTC",
    );
    expect(en.date(Date.UTC(2026, 0, 2))).toBe("Jan 2, 2026");
  });

  it("tells spans in the largest units that matter", () => {
    expect(en.duration(42)).toBe("42 sec");
    expect(en.duration(7500)).toBe("2 hr 5 min");
    expect(en.duration(307_920)).toBe("3 days 14 hr");
    expect(en.relative(1_000_000 - 180_000, 1_000_000)).toBe("3 minutes ago");
  });

  it("keeps the digits of small prices", () => {
    expect(en.price(0.00001234)).toBe("0.00001234");
  });
});
