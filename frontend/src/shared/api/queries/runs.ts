import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../client";
import type { operations } from "../schema";

export type RunFilter = Omit<
  NonNullable<operations["list_runs"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

export const runKeys = {
  all: ["runs"] as const,
  one: (id: string) => ["runs", id] as const,
};

export function runList(filter: RunFilter = {}) {
  return infiniteQueryOptions({
    queryKey: [...runKeys.all, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/runs", {
          params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

export function runOne(id: string) {
  return queryOptions({
    queryKey: runKeys.one(id),
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/runs/{run}", { params: { path: { run: id } }, signal })),
  });
}

/** Addresses of a run's files; each holds for ten minutes. */
export function runFiles(id: string) {
  return queryOptions({
    queryKey: [...runKeys.one(id), "files"],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/runs/{run}/artifacts", { params: { path: { run: id } }, signal })),
    staleTime: 5 * 60_000,
    gcTime: 9 * 60_000,
  });
}
