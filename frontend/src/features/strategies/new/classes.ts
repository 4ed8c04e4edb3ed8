import type { Schemas } from "../../../shared/api/client";

type Problem = Schemas["Problem"];

/** The strategies that a file holds, where a problem says that one of several must be named. */
export function classChoices(source: string, problems: readonly Problem[]): string[] {
  const told = problems.find((problem) => problem.field === "class_name");
  if (told === undefined) {
    return [];
  }
  return [...source.matchAll(/^class\s+(\w+)/gm)]
    .flatMap((match) => match[1] ?? [])
    .filter((name) => new RegExp(`\\b${name}\\b`).test(told.problem));
}

/** Whether a file still has a class of that name. */
export function holdsClass(source: string, name: string): boolean {
  return new RegExp(`^class\\s+${name}\\b`, "m").test(source);
}
