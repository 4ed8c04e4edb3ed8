/** Places of values between the least and the greatest of them, in per cent. */
export function scaleOf(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low;
  return (value) => (span > 0 ? ((value - low) / span) * 100 : 50);
}
