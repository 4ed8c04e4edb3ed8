import type { Schemas } from "../api/client";
import { problemText } from "../ui/States";
import type { Mark } from "./types";

export type Problem = Schemas["Problem"];

/** What is wrong, at its lines. What belongs to no line stands at the first. */
export function marksOf(problems: readonly Problem[]): Mark[] {
  return problems.map((problem) => ({
    severity: problem.severity,
    line: problem.line ?? 1,
    message: said(problem),
  }));
}

/** A problem and its way out, as one text. */
export function said({ problem, remedy }: Problem): string {
  return problemText({ message: problem, remedy });
}

/** Errors first, then by line. */
export function ordered(problems: readonly Problem[]): Problem[] {
  const weight = ({ severity }: Problem) => (severity === "error" ? 0 : 1);
  return [...problems].sort((a, b) => weight(a) - weight(b) || (a.line ?? 0) - (b.line ?? 0));
}
