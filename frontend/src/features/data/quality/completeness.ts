/** The share of candles that are there, of those that would be without gaps. */
export function completeness({ candles, filled }: { candles: number; filled: number }): number {
  return candles + filled === 0 ? 1 : candles / (candles + filled);
}
