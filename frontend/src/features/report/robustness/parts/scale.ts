/** Places of values between the least and the greatest of them, in per cent. */
export function scaleOf(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low;
  return (value) => (span > 0 ? ((value - low) / span) * 100 : 50);
}

/** Digits that a fraction needs at an axis, so that no two ticks read the same. */
export function tickDigits(fraction: number): number {
  const percent = Number((fraction * 100).toFixed(6));
  return Number.isInteger(percent) ? 0 : Number.isInteger(percent * 10) ? 1 : 2;
}
