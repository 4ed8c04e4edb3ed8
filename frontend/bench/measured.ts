import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";

export interface Figure {
  name: string;
  /** Of the repetitions; half of them were no larger. */
  median: number;
  /** Nine of ten repetitions were no larger. */
  p90: number;
  unit: string;
  /** Where the product names one: what the median should not pass. */
  budget?: number;
  repetitions: number;
}

const figures: Figure[] = [];

/** Notes what was measured in some repetitions. */
export function note(name: string, unit: string, values: readonly number[], budget?: number): void {
  figures.push({
    name,
    unit,
    median: quantile(values, 0.5),
    p90: quantile(values, 0.9),
    repetitions: values.length,
    ...(budget === undefined ? {} : { budget }),
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** Writes `bench/out/budget.json`, and the same as a table to the terminal. */
export function write(browser: string): void {
  const folder = resolve(import.meta.dirname, "out");
  mkdirSync(folder, { recursive: true });
  const [processor] = cpus();
  const machine = { processor: processor?.model ?? "unknown", cores: cpus().length, browser };
  writeFileSync(
    join(folder, "budget.json"),
    `${JSON.stringify({ version: 1, machine, figures }, null, 2)}\n`,
  );
  const rows = figures.map(({ name, median: half, p90, unit, budget }) => [
    name,
    shown(half),
    shown(p90),
    unit,
    budget === undefined ? "" : `at most ${budget}: ${half <= budget ? "kept" : "MISSED"}`,
  ]);
  const head = ["figure", "median", "p90", "unit", "budget"];
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, at) =>
      at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 3);
}
