/** The one stretch in which two texts differ: `[start, end)` of the old gives way to `text`. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** The smallest single replacement that makes `after` of `before`; null where they are the same. */
export function replacement(before: string, after: string): Replacement | null {
  if (before === after) {
    return null;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start += 1;
  }
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  return {
    start,
    end: before.length - tail,
    text: after.slice(start, after.length - tail),
  };
}

/**
 * The same line by line, as several replacements, where the texts have the same number of
 * lines: a cursor on a line that stays as it is does not move.
 */
export function replacements(before: string, after: string): Replacement[] {
  const old = before.split("\n");
  const next = after.split("\n");
  if (old.length !== next.length) {
    const whole = replacement(before, after);
    return whole === null ? [] : [whole];
  }
  const found: Replacement[] = [];
  let offset = 0;
  old.forEach((line, index) => {
    const part = replacement(line, next[index] ?? "");
    if (part !== null) {
      found.push({ start: offset + part.start, end: offset + part.end, text: part.text });
    }
    offset += line.length + 1;
  });
  return found;
}
