import type { CandleQuality } from ".";

const REPAIRS = {
  duplicates: "duplicates_removed",
  reordered: "reordered",
  impossible: "impossible_removed",
  rounded: "rounded_to_tick",
  halfOpen: "half_open_removed",
} as const;
export type Repair = keyof typeof REPAIRS;

/** What was done to a pair's candles, and to how many; nothing that was done to none. */
export function repairs(one: CandleQuality): [Repair, number][] {
  return (Object.entries(REPAIRS) as [Repair, (typeof REPAIRS)[Repair]][])
    .map(([name, field]): [Repair, number] => [name, one[field]])
    .filter(([, count]) => count > 0);
}
