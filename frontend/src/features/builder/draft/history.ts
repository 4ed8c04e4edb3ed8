import type { How } from "./types";

const JOINS_WITHIN_MS = 1000;
const MOST_STEPS = 200;

interface Step<T> {
  label: string;
  /** What was there before the step. */
  before: T;
  after: T;
}

export interface History<T> {
  present: T;
  done: readonly Step<T>[];
  undone: readonly Step<T>[];
  /** What the last step may be joined by. */
  open: { merge: string; at: number } | null;
}

export function newHistory<T>(present: T): History<T> {
  return { present, done: [], undone: [], open: null };
}

/** Goes on to `next`. What was undone is forgotten, as editors do. */
export function changed<T>(history: History<T>, next: T, how: How, now: number): History<T> {
  if (next === history.present) {
    return history;
  }
  const open = how.merge === undefined ? null : { merge: how.merge, at: now };
  const last = history.done.at(-1);
  const joins =
    last !== undefined &&
    open !== null &&
    history.open?.merge === open.merge &&
    now - history.open.at < JOINS_WITHIN_MS;
  const step = joins
    ? { ...last, after: next, label: how.label }
    : { label: how.label, before: history.present, after: next };
  const kept = joins ? history.done.slice(0, -1) : history.done;
  return { present: next, done: [...kept, step].slice(-MOST_STEPS), undone: [], open };
}

export function undone<T>(history: History<T>): History<T> {
  const step = history.done.at(-1);
  if (step === undefined) {
    return history;
  }
  return {
    present: step.before,
    done: history.done.slice(0, -1),
    undone: [...history.undone, step],
    open: null,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const step = history.undone.at(-1);
  if (step === undefined) {
    return history;
  }
  return {
    present: step.after,
    done: [...history.done, step],
    undone: history.undone.slice(0, -1),
    open: null,
  };
}
