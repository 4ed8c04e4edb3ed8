const YEAR_MS = 365 * 86_400_000;

/** A profit as one of 365 days, by simple proportion: windows differ in length. */
export function aYear(profit: number, start: string, stop: string): number {
  const span = Date.parse(stop) - Date.parse(start);
  return span > 0 ? (profit * YEAR_MS) / span : 0;
}
