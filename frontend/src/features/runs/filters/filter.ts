import type { RunFilter } from "../../../shared/api/queries/runs";
import type { Zone } from "../../../shared/format";

/** What the address says of the list; `since` and `until` are days, both included. */
export interface RunSearch {
  kind?: NonNullable<RunFilter["kind"]>;
  state?: NonNullable<RunFilter["state"]>;
  strategy?: string;
  since?: string;
  until?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The address's filters as the platform takes them. */
export function runFilterOf(search: RunSearch, zone: Zone): RunFilter {
  const since = midnight(search.since, 0, zone);
  const until = midnight(search.until, 1, zone);
  return {
    ...(search.kind === undefined ? {} : { kind: search.kind }),
    ...(search.state === undefined ? {} : { state: search.state }),
    ...(search.strategy === undefined ? {} : { strategy: search.strategy }),
    ...(since === null ? {} : { since }),
    ...(until === null ? {} : { until }),
  };
}

export function isFiltered({ kind, state, strategy, since, until }: RunSearch): boolean {
  return [kind, state, strategy, since, until].some((one) => one !== undefined);
}

/** Where a day begins, `after` days later, in the zone that the reader chose; null for no day. */
function midnight(day: string | undefined, after: number, zone: Zone): string | null {
  if (day === undefined || !DAY.test(day)) {
    return null;
  }
  const at = new Date(zone === "utc" ? `${day}T00:00:00Z` : `${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) {
    return null;
  }
  if (zone === "utc") {
    at.setUTCDate(at.getUTCDate() + after);
  } else {
    at.setDate(at.getDate() + after);
  }
  return at.toISOString();
}
