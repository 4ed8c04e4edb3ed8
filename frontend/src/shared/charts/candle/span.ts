/** Which candles are looked at, and which are to be read so that moving a little needs no more. */

/** A stretch of time: milliseconds since the epoch, `until` not in it. */
export interface Span {
  since: number;
  until: number;
}

/** The candles that a run has of a pair: when the first and the last one open, and their width. */
export interface Whole {
  first: number;
  last: number;
  candleMs: number;
}

/** Bars of a window, at most. A screen shows a third of them or less. */
export const POINTS = 3000;
/** Screens that a window holds, so that there is something to move into. */
const SCREENS = 3;
/** A window's place is a multiple of this share of its length: moving back finds it again. */
const STEPS = 4;
const FEWEST_CANDLES = 20;

/**
 * The window to read for what is looked at: thin enough to draw at once, fine enough for its width.
 *
 * Its length doubles with the width looked at, and its place moves in steps, so that few different
 * windows are ever asked for.
 */
export function windowOf(seen: Span, whole: Whole): Span {
  const all = allOf(whole);
  const wanted = (seen.until - seen.since) * SCREENS;
  let length = POINTS * whole.candleMs;
  while (length < wanted) {
    length *= 2;
  }
  if (length >= all.until - all.since) {
    return all;
  }
  const step = length / STEPS;
  const middle = (seen.since + seen.until) / 2;
  const since = all.since + Math.round((middle - length / 2 - all.since) / step) * step;
  const start = Math.min(Math.max(since, all.since), all.until - length);
  return { since: start, until: start + length };
}

export function allOf({ first, last, candleMs }: Whole): Span {
  return { since: first, until: last + candleMs };
}

/** How much more than everything may be in sight, of it: words under the axis need the room. */
const BESIDE = 0.02;

/** All of it, and a little beside. */
export function roomOf(whole: Whole): Span {
  const { since, until } = allOf(whole);
  const beside = (until - since) * BESIDE;
  return { since: since - beside, until: until + beside };
}

/** The span within the whole and neither wider than it nor narrower than a few candles. */
export function within(span: Span, whole: Whole): Span {
  const room = roomOf(whole);
  const widest = room.until - room.since;
  const narrowest = Math.min(FEWEST_CANDLES * whole.candleMs, widest);
  const length = Math.min(Math.max(span.until - span.since, narrowest), widest);
  const middle = (span.since + span.until) / 2;
  const since = Math.min(Math.max(middle - length / 2, room.since), room.until - length);
  return { since, until: since + length };
}

/** Wider (over 1) or narrower (under 1) about a place in it: 0 is its beginning, 1 its end. */
export function zoomed(span: Span, factor: number, about = 0.5): Span {
  const length = span.until - span.since;
  const fixed = span.since + length * about;
  return { since: fixed - length * factor * about, until: fixed + length * factor * (1 - about) };
}

/** Moved by a share of its length. */
export function moved(span: Span, share: number): Span {
  const by = (span.until - span.since) * share;
  return { since: span.since + by, until: span.until + by };
}

/** A trade with as much around it that one sees what led to it. */
export function around(opened: number, closed: number, whole: Whole): Span {
  const length = Math.max((closed - opened) * 3, 120 * whole.candleMs);
  const middle = (opened + closed) / 2;
  return within({ since: middle - length / 2, until: middle + length / 2 }, whole);
}

/** A moment as a place in the bars, which are as wide as each other; and back. */
export function placeOf(at: number, first: number, bucketMs: number): number {
  return (at - first) / bucketMs;
}

export function momentOf(place: number, first: number, bucketMs: number): number {
  return first + place * bucketMs;
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** How long a candle of a timeframe such as `5m` is, in milliseconds. */
export function candleMsOf(timeframe: string): number {
  const unit = UNITS[timeframe.slice(-1) as keyof typeof UNITS] ?? UNITS.m;
  return Number.parseInt(timeframe, 10) * unit;
}
