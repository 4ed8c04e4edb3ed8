/** The newest finished run of a strategy, as its summary tells it. */
export interface Ran {
  id: string;
  kind: "backtest" | "robustness";
  version: number | null;
  summary: Readonly<Record<string, unknown>> | null;
}

/** What is known of a strategy's last run; null where it never ran. */
export function ranOf(told: Readonly<Record<string, unknown>> | null): Ran | null {
  const { id, kind, strategy_version: version, summary } = told ?? {};
  if (typeof id !== "string" || (kind !== "backtest" && kind !== "robustness")) {
    return null;
  }
  return {
    id,
    kind,
    version: typeof version === "number" ? version : null,
    summary: isRecord(summary) ? summary : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
