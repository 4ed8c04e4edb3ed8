/** Kinds of conditions in the order in which they are offered; one not named here comes last. */
export const OFFERED = [
  ["compare", "cross", "between", "trend", "pattern"],
  ["time_of_day", "day_of_week"],
  ["all", "any", "not"],
  ["within", "streak", "ago"],
] as const;

const KNOWN = new Set<string>(OFFERED.flat());

/** What `kinds` has of them, and the rest as a group of its own. */
export function offered(kinds: readonly string[]): string[][] {
  const held = new Set(kinds);
  const groups: string[][] = OFFERED.map((group) => group.filter((kind) => held.has(kind)));
  groups.push(kinds.filter((kind) => !KNOWN.has(kind)));
  return groups.filter((group) => group.length > 0);
}

/** Kinds with one condition inside. */
export const HOLDERS: readonly string[] = ["not", "ago", "within", "streak"];
