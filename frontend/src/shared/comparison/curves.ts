export interface Series {
  /** Days, ISO 8601. */
  date: readonly string[];
  /** The balance on each, in money. */
  equity: readonly (number | null)[];
}

/** A point of a curve: UTC milliseconds, and the change since the start as a fraction. */
export type CurvePoint = [number, number];

/** Balances as changes since the start, so that runs of any size lie on one scale. */
export function normalised({ date, equity }: Series, start: number): CurvePoint[] {
  if (!(start > 0)) {
    return [];
  }
  return date.flatMap((day, place): CurvePoint[] => {
    const value = equity[place];
    return value == null ? [] : [[Date.parse(day), value / start - 1]];
  });
}

/** The days of all curves in order, and each curve's value there; `null` where it has none. */
export function together(curves: readonly (readonly CurvePoint[])[]): {
  at: number;
  values: (number | null)[];
}[] {
  const byDay = new Map<number, (number | null)[]>();
  curves.forEach((curve, place) => {
    for (const [at, value] of curve) {
      const row = byDay.get(at) ?? curves.map(() => null);
      row[place] = value;
      byDay.set(at, row);
    }
  });
  return [...byDay].sort(([one], [other]) => one - other).map(([at, values]) => ({ at, values }));
}
