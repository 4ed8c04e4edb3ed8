import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";

/** A version keeps what it says only once it is frozen: others are read again. */
const FRESH_MS = 0;

/** The Freqtrade file that a version stands for. */
export function versionSource(strategy: string, number: number) {
  return queryOptions({
    queryKey: [...strategyKeys.one(strategy), "versions", number, "source"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/v1/strategies/{strategy}/source", {
          params: { path: { strategy }, query: { version: number } },
          signal,
        }),
      ),
    staleTime: FRESH_MS,
  });
}

export function versionReading(strategy: string, number: number) {
  return queryOptions({
    queryKey: [...strategyKeys.one(strategy), "versions", number, "reading"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/v1/strategies/{strategy}/explanation", {
          params: { path: { strategy }, query: { version: number } },
          signal,
        }),
      ),
    staleTime: FRESH_MS,
  });
}

/** What differs between two versions, in sentences. */
export function versionDiff(strategy: string, before: number, after: number) {
  return queryOptions({
    queryKey: [...strategyKeys.one(strategy), "versions", "diff", before, after],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/v1/strategies/{strategy}/diff", {
          params: { path: { strategy }, query: { before, after } },
          signal,
        }),
      ),
    staleTime: FRESH_MS,
  });
}
