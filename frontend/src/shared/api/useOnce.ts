import { useMemo } from "react";
import { once } from "./client";

/** The key of a request: the same as long as what it brings is, so that sent twice it is done once. */
export function useOnce(content: unknown): string {
  const text = JSON.stringify(content);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is another request
  return useMemo(once, [text]);
}
