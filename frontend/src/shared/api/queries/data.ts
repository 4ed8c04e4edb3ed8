import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../client";
import type { operations } from "../schema";

export type SeriesFilter = Omit<
  NonNullable<operations["list_candles"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

export const dataKeys = { all: ["data"] as const };

/** The candles that the platform holds. */
export function candleSeries(filter: SeriesFilter = {}) {
  return infiniteQueryOptions({
    queryKey: [...dataKeys.all, "series", filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/data/candles", {
          params: {
            query: { ...filter, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

export function exchanges() {
  return queryOptions({
    queryKey: [...dataKeys.all, "exchanges"],
    queryFn: ({ signal }) => answer(api.GET("/v1/data/exchanges", { signal })),
    staleTime: 10 * 60_000,
  });
}
