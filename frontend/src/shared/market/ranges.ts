/** Ranges of time as people choose them, counted back from the last candles. */

import type { Schemas } from "../api/client";

type Series = Schemas["SeriesView"];

export const PRESETS = ["3m", "6m", "ytd", "1y", "2y", "3y", "all", "custom"] as const;
export type Preset = (typeof PRESETS)[number];

export interface Range {
  preset: Preset;
  /** Of `custom`: days as `YYYY-MM-DD`, in UTC; the last one is not part of it. */
  start: string;
  stop: string;
}

const DAY_MS = 86_400_000;

/**
 * The days that are asked for, `null` for an open end. Presets count back from the day after the
 * last candle that all chosen pairs have.
 */
export function daysOf(
  range: Range,
  series: readonly Series[],
): { start: string | null; stop: string | null } {
  if (range.preset === "custom") {
    return { start: range.start || null, stop: range.stop || null };
  }
  if (range.preset === "all" || series.length === 0) {
    return { start: null, stop: null };
  }
  const last = Math.min(...series.map((each) => Date.parse(each.last)));
  const stop = new Date(Math.floor(last / DAY_MS) * DAY_MS + DAY_MS);
  return { start: day(back(stop, range.preset)), stop: day(stop) };
}

function back(stop: Date, preset: Exclude<Preset, "all" | "custom">): Date {
  if (preset === "ytd") {
    const last = new Date(stop.getTime() - 1);
    return new Date(Date.UTC(last.getUTCFullYear(), 0, 1));
  }
  const months = { "3m": 3, "6m": 6, "1y": 12, "2y": 24, "3y": 36 }[preset];
  const month = stop.getUTCMonth() - months;
  // The 31st of a month that has 30 days is its last day, not the first of the next.
  const days = new Date(Date.UTC(stop.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(stop.getUTCFullYear(), month, Math.min(stop.getUTCDate(), days)));
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Days as the API takes them: `YYYYMMDD-YYYYMMDD`, either end open. */
export function timerangeOf(range: Range, series: readonly Series[]): string {
  const { start, stop } = daysOf(range, series);
  const plain = (text: string | null) => (text ?? "").replaceAll("-", "");
  return `${plain(start)}-${plain(stop)}`;
}
