import { QueryClient } from "@tanstack/react-query";
import { ApiProblem, Unreachable } from "../shared/api/problem";

const TRIES = 3;

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // What was refused is refused again; what was not reached, or is too busy, may yet answer.
        retry: (failures, error) =>
          failures < TRIES &&
          (error instanceof Unreachable ||
            (error instanceof ApiProblem && (error.status === 429 || error.status >= 500))),
        retryDelay: (failures, error) =>
          error instanceof ApiProblem && error.retryAfter !== null
            ? error.retryAfter * 1000
            : Math.min(1000 * 2 ** failures, 8000),
      },
    },
  });
}
