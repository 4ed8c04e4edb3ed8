interface SparklineProps {
  values: readonly number[];
  width: number;
  height: number;
}

const EDGE = 1.5;

/** How a value went, at a glance. The figures beside it say it for everybody, so it has no name. */
export function Sparkline({ values, width, height }: SparklineProps) {
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < 2) {
    return null;
  }
  const { line, base } = pathOf(values, width, height);
  const colour = last >= first ? "var(--profit)" : "var(--loss)";
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ flex: "none", verticalAlign: "middle" }}
    >
      <line
        x1={0}
        x2={width}
        y1={base}
        y2={base}
        stroke="var(--mantine-color-dimmed)"
        strokeDasharray="2 3"
        opacity={0.6}
      />
      <path d={line} fill="none" stroke={colour} strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  );
}

/** The line through `values`, and how high its first value lies. */
export function pathOf(
  values: readonly number[],
  width: number,
  height: number,
): { line: string; base: number } {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const y = (value: number) =>
    span === 0 ? height / 2 : height - EDGE - ((value - low) / span) * (height - 2 * EDGE);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, at) => `${round(at * step)} ${round(y(value))}`);
  return { line: `M${points.join("L")}`, base: round(y(values[0] ?? 0)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
