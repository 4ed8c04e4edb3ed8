import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, tagged } from "../client";
import type { operations } from "../schema";

export type StrategyFilter = Omit<
  NonNullable<operations["list_strategies"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

/** Keys start with the resource, so that one change makes all that shows it stale. */
export const strategyKeys = {
  all: ["strategies"] as const,
  one: (id: string) => ["strategies", id] as const,
};

export function strategyList(filter: StrategyFilter = {}) {
  return infiniteQueryOptions({
    queryKey: [...strategyKeys.all, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/strategies", {
          params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** A strategy with its latest version, and the ETag that a change of it needs. */
export function strategyOne(id: string) {
  return queryOptions({
    queryKey: strategyKeys.one(id),
    queryFn: ({ signal }) =>
      tagged(api.GET("/v1/strategies/{strategy}", { params: { path: { strategy: id } }, signal })),
  });
}

export function strategyVersions(id: string) {
  return infiniteQueryOptions({
    queryKey: [...strategyKeys.one(id), "versions"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/strategies/{strategy}/versions", {
          params: {
            path: { strategy: id },
            query: pageParam === null ? {} : { cursor: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** One's tags, and how many strategies have each. */
export function tagCounts() {
  return queryOptions({
    queryKey: [...strategyKeys.all, "tags"],
    queryFn: ({ signal }) => answer(api.GET("/v1/strategies/tags", { signal })),
  });
}
