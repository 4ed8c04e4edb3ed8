import { type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { type Result, runResult } from "../report";

export interface Results {
  /** In the order of the runs; undefined as long as one is not read. */
  found: (Result | undefined)[];
  pending: boolean;
  error: Error | null;
}

/** The whole results of several runs. */
export function useResults(ids: readonly string[]): Results {
  const queries = useQueryClient();
  return useQueries({ queries: ids.map((id) => runResult(id, queries)), combine: together });
}

/** Stands outside, so that it is the same function each time and its answer is kept. */
function together(results: UseQueryResult<Result>[]): Results {
  return {
    found: results.map(({ data }) => data),
    pending: results.some(({ isPending }) => isPending),
    error: results.find((one) => one.error !== null)?.error ?? null,
  };
}
