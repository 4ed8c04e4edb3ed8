import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allOf,
  around,
  momentOf,
  moved,
  POINTS,
  placeOf,
  roomOf,
  windowOf,
  within,
  zoomed,
} from "./span";

const MINUTES_5 = 300_000;
const whole = { first: 0, last: 209_999 * MINUTES_5, candleMs: MINUTES_5 };
const all = allOf(whole);

describe("windows", () => {
  it("is everything where everything is looked at", () => {
    expect(windowOf(all, whole)).toEqual(all);
    expect(windowOf({ since: 0, until: 10 }, { ...whole, last: 100 * MINUTES_5 })).toEqual({
      since: 0,
      until: 101 * MINUTES_5,
    });
  });

  it("holds every candle by itself where few are looked at", () => {
    const seen = { since: 5000 * MINUTES_5, until: 5100 * MINUTES_5 };
    const window = windowOf(seen, whole);
    expect((window.until - window.since) / MINUTES_5).toBe(POINTS);
  });

  it("holds what is looked at, wherever and however wide that is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 210_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, at) => {
          const length = n * MINUTES_5;
          const since = at * (all.until - length);
          const seen = { since, until: since + length };
          const window = windowOf(seen, whole);
          expect(window.since).toBeLessThanOrEqual(seen.since + 1);
          expect(window.until).toBeGreaterThanOrEqual(seen.until - 1);
          expect(window.since).toBeGreaterThanOrEqual(all.since);
          expect(window.until).toBeLessThanOrEqual(all.until);
        },
      ),
    );
  });

  it("stays the same for a small move", () => {
    const seen = { since: 50_000 * MINUTES_5, until: 50_500 * MINUTES_5 };
    expect(windowOf(moved(seen, 0.02), whole)).toEqual(windowOf(seen, whole));
  });
});

describe("what is looked at", () => {
  it("stays within the run, at its own length", () => {
    const room = roomOf(whole);
    expect(within({ since: -9000 * MINUTES_5, until: -8700 * MINUTES_5 }, whole)).toEqual({
      since: room.since,
      until: room.since + 300 * MINUTES_5,
    });
    expect(within({ since: -1e15, until: 1e15 }, whole)).toEqual(room);
    expect(windowOf(room, whole)).toEqual(all);
  });

  it("is never narrower than a few candles", () => {
    const span = within({ since: 1000 * MINUTES_5, until: 1001 * MINUTES_5 }, whole);
    expect((span.until - span.since) / MINUTES_5).toBe(20);
  });

  it("keeps the place that it zooms about", () => {
    expect(zoomed({ since: 0, until: 100 }, 0.5, 0.25)).toEqual({ since: 12.5, until: 62.5 });
    expect(zoomed({ since: 0, until: 100 }, 2, 0)).toEqual({ since: 0, until: 200 });
  });

  it("shows a trade with what led to it", () => {
    const [opened, closed] = [9000 * MINUTES_5, 9010 * MINUTES_5];
    const span = around(opened, closed, whole);
    expect(span.until - span.since).toBe(120 * MINUTES_5);
    expect(span.since).toBeLessThan(opened);
    expect(span.until).toBeGreaterThan(closed);
  });

  it("counts places as the bars do", () => {
    const place = placeOf(7_500_000, 1_500_000, 600_000);
    expect(place).toBe(10);
    expect(momentOf(place, 1_500_000, 600_000)).toBe(7_500_000);
  });
});
