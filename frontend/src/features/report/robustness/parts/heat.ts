import type { Sweep } from "../certificate/useCertificate";

/** Values along each side of the map at most; more are put together in equal groups. */
const MOST_CELLS = 9;

export interface HeatCell {
  score: number | null;
  /** How many variants fall into it, whatever their other parameters are. */
  count: number;
  /** Whether the strategy as it is falls into it. */
  chosen: boolean;
  /** From -1 (the worst loss on the map) to 1 (the best score). */
  strength: number;
}

export interface HeatRow {
  label: string;
  cells: HeatCell[];
}

/** The map's rows, of the best or the median of each cell; highest values on top. */
export function heatRows(sweep: Sweep, of: "best" | "median"): HeatRow[] {
  const { heat } = sweep;
  if (heat === null) {
    return [];
  }
  const scores = heat[of].flat().filter((score) => score !== null);
  const most = Math.max(0, ...scores.map(Math.abs)) || 1;
  const rows = heat.y.map(
    (label, row): HeatRow => ({
      label,
      cells: heat.x.map((_, column) => {
        const score = heat[of][row]?.[column] ?? null;
        return {
          score,
          count: heat.count[row]?.[column] ?? 0,
          chosen: heat.chosen[0] === row && heat.chosen[1] === column,
          strength: score === null ? 0 : score / most,
        };
      }),
    }),
  );
  return rows.reverse();
}

export interface Variant {
  /** Its place in the table of the sweep; 0 is the strategy as it is. */
  place: number;
  values: number[];
  trades: number;
  profit: number;
  drawdown: number;
  sharpe: number;
  score: number | null;
  problem: string;
}

export function variantAt({ axes, table }: Sweep, place: number): Variant {
  return {
    place,
    values: axes.map((axis, at) => axis.values[table.points[place]?.[at] ?? 0] ?? axis.default),
    trades: table.trades[place] ?? 0,
    profit: table.profit[place] ?? 0,
    drawdown: table.drawdown[place] ?? 0,
    sharpe: table.sharpe[place] ?? 0,
    score: table.score[place] ?? null,
    problem: table.problem[place] ?? "",
  };
}

/** The variants that fall into a cell of the map, best first; `row` counts as the map's own do. */
export function variantsIn(sweep: Sweep, row: number, column: number): Variant[] {
  const { heat, axes, table } = sweep;
  if (heat === null) {
    return [];
  }
  const across = axes.findIndex(({ name }) => name === heat.x_name);
  const down = axes.findIndex(({ name }) => name === heat.y_name);
  const group = (point: readonly number[], axis: number) =>
    Math.floor((point[axis] ?? 0) / groupSize(axes[axis]?.values.length ?? 1));
  return table.points
    .flatMap((point, place) =>
      group(point, across) === column && (down < 0 || group(point, down) === row)
        ? [variantAt(sweep, place)]
        : [],
    )
    .sort(byScore);
}

function groupSize(values: number): number {
  return Math.ceil(values / MOST_CELLS);
}

/** The strategy as it is, and the best of the others. */
export function bestVariants(sweep: Sweep, count: number): Variant[] {
  const all = sweep.table.points.map((_, place) => variantAt(sweep, place));
  const [own, ...others] = all;
  const best = others.filter(({ score }) => score !== null).sort(byScore);
  return own === undefined ? [] : [own, ...best.slice(0, count)];
}

function byScore(one: Variant, other: Variant): number {
  return (other.score ?? Number.NEGATIVE_INFINITY) - (one.score ?? Number.NEGATIVE_INFINITY) || 0;
}
