import type { ReactElement } from "react";
import { ApiProblem } from "../api/problem";
import { English } from "./English";
import { problemText } from "./States";

/**
 * What a problem says at one of a form's fields; null where it belongs to none of them, and is told
 * for the whole form (`Failed`). `entries[0].name` belongs to `entries`.
 */
export function fieldProblem<Field extends string>(
  error: unknown,
  fields: readonly Field[],
): { [F in Field]?: ReactElement } | null {
  if (!(error instanceof ApiProblem)) {
    return null;
  }
  const at = fields.find(
    (field) =>
      error.field === field ||
      (/^[.[]/.test(error.field.slice(field.length)) && error.field.startsWith(field)),
  );
  return at === undefined
    ? null
    : ({ [at]: <English>{problemText(error)}</English> } as { [F in Field]?: ReactElement });
}
