const KEPT = "hypertrade.watched";
const LOCK = "hypertrade.watched";

interface Watched {
  user: string;
  runs: string[];
}

/**
 * The runs that were seen under way and are not over yet, for all tabs of this browser together.
 *
 * Whichever tab takes a run off the list tells that it is over, so that it is told once; and what
 * ends while no tab is open is told when one is opened again.
 */
export async function settle(
  user: string,
  latest: ReadonlyArray<{ id: string; over: boolean }>,
): Promise<{ ended: string[]; unknown: string[] }> {
  return alone(() => {
    const before = read(user);
    const states = new Map(latest.map(({ id, over }) => [id, over]));
    const ended = before.filter((id) => states.get(id) === true);
    const unknown = before.filter((id) => !states.has(id));
    const active = latest.filter(({ over }) => !over).map(({ id }) => id);
    write({ user, runs: [...new Set([...active, ...unknown])] });
    return { ended, unknown };
  });
}

/** Takes a run off the list; true for the one tab that did. */
export async function takeOff(user: string, run: string): Promise<boolean> {
  return alone(() => {
    const before = read(user);
    write({ user, runs: before.filter((id) => id !== run) });
    return before.includes(run);
  });
}

function read(user: string): string[] {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Watched | null;
  return kept?.user === user ? kept.runs : []; // somebody else's are none of theirs
}

function write(watched: Watched): void {
  localStorage.setItem(KEPT, JSON.stringify(watched));
}

async function alone<T>(work: () => T): Promise<T> {
  return "locks" in navigator ? navigator.locks.request(LOCK, async () => work()) : work();
}
