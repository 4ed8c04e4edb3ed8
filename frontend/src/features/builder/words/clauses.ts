/** What a sentence of the reading is about. */
export type Topic = "strategy" | "filter" | "entry" | "exit" | "money";

export interface Sentence {
  topic: Topic;
  text: string;
  /** The sentence in its parts, one a condition; a single one where it holds no conditions. */
  clauses: string[];
}

const TOPICS: ReadonlyArray<readonly [RegExp, Topic]> = [
  [/^(Strategy|Parameter|Timeframe:|Direction:)/, "strategy"],
  [/^Only trade when/, "filter"],
  [/^Enter/, "entry"],
  [/^Exit (long|short)/, "exit"],
];

/** An "or" between days of the week joins no conditions. */
const DAY = /^ or (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/;

/** The reading, sentence by sentence. The platform writes one a line. */
export function sentencesOf(reading: string): Sentence[] {
  return reading
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((text) => ({
      topic: TOPICS.find(([start]) => start.test(text))?.[1] ?? "money",
      text,
      clauses: clausesOf(text),
    }));
}

/**
 * Cuts a sentence before each "and" and "or" that joins two conditions: not those in brackets or
 * in quotes, and not the "and" of "between 40 and 60". Joined by nothing the clauses are the
 * sentence again.
 */
export function clausesOf(sentence: string): string[] {
  if (!/ when /.test(sentence)) {
    return [sentence];
  }
  const found: string[] = [];
  let start = 0;
  let between = 0;
  for (const { index } of bare(sentence).matchAll(/ (?=(?:and|or|between) )/g)) {
    const rest = sentence.slice(index);
    if (rest.startsWith(" between ")) {
      between += 1;
    } else if (between > 0 && rest.startsWith(" and ")) {
      between -= 1;
    } else if (!DAY.test(rest)) {
      found.push(sentence.slice(start, index + 1));
      start = index + 1;
    }
  }
  return [...found, sentence.slice(start)];
}

/** The sentence with all that stands in quotes or brackets blotted out, letter by letter. */
function bare(sentence: string): string {
  let depth = 0;
  let quoted = false;
  return [...sentence]
    .map((sign) => {
      quoted = sign === '"' ? !quoted : quoted;
      depth += quoted ? 0 : sign === "(" ? 1 : sign === ")" ? -1 : 0;
      return quoted || depth > 0 ? "·".repeat(sign.length) : sign;
    })
    .join("");
}

export interface ReadingChange {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Two readings, sentence by sentence: what goes, what comes and what stays. */
export function compared(before: string, after: string): ReadingChange[] {
  const old = sentencesOf(before).map(({ text }) => text);
  const next = sentencesOf(after).map(({ text }) => text);
  const length = common(old, next);
  const found: ReadingChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const [a, b] = [old[i], next[j]];
    if (a !== undefined && a === b) {
      found.push({ kind: "same", text: a });
      i += 1;
      j += 1;
    } else if (b === undefined || (a !== undefined && length(i + 1, j) >= length(i, j + 1))) {
      found.push({ kind: "removed", text: a ?? "" });
      i += 1;
    } else {
      found.push({ kind: "added", text: b });
      j += 1;
    }
  }
  return found;
}

/** How many lines two lists have in common, in order, from given places on. */
function common(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (row !== undefined) {
        row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  return at;
}
