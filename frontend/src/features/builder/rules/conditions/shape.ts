import { useRules } from "../context";
import type { UnionShape } from "../form/schema";

/** The union of conditions, as the schema has it. */
export function useConditionShape(): UnionShape | null {
  const { shapes } = useRules();
  const when = shapes.named("Rule")?.fields.find((field) => field.name === "when")?.shape;
  return when?.kind === "union" ? when : null;
}

export function useConditionKinds(): string[] {
  return [...(useConditionShape()?.members.keys() ?? [])];
}
