import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { runFiles, runKeys } from "../api/queries/runs";
import { fileOf, textOf } from "./files";

import type { components } from "./schema";

type Parts = components["schemas"];

/** What `result.json` holds, by `docs/schemas/result.schema.json`. */
export type Result = Parts["Result"];
export type Metrics = Parts["Metrics"];
export type Group = Parts["Group"];
export type Period = Parts["Period"];
export type Trade = Parts["Trade"];
export type Order = Parts["Order"];
export type CandleQuality = Parts["CandleQuality"];
export type ConditionCount = Parts["ConditionCount"];

export { addressOf, fileOf } from "./files";

const KNOWN_VERSION = 1;

/** Freqtrade's mark in sharpe, sortino, calmar and sqn where there was nothing to divide by. */
export const NO_DENOMINATOR = -100;

/** The whole result of a finished backtest; it never changes, so it is read once. */
export function runResult(run: string, queries: QueryClient) {
  return queryOptions({
    queryKey: [...runKeys.one(run), "result"],
    queryFn: async ({ signal }): Promise<Result> => {
      const { items } = await queries.fetchQuery(runFiles(run));
      return parsed(await textOf(fileOf(items, "result.json"), signal));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });
}

export function useResult(run: string) {
  return useQuery(runResult(run, useQueryClient()));
}

/** One of a run's text files: its log, its source. */
export function useRunText(run: string, name: string, enabled = true) {
  const queries = useQueryClient();
  return useQuery(
    queryOptions({
      queryKey: [...runKeys.one(run), "text", name],
      queryFn: async ({ signal }) => {
        const { items } = await queries.fetchQuery(runFiles(run));
        return textOf(fileOf(items, name), signal);
      },
      staleTime: Number.POSITIVE_INFINITY,
      enabled,
    }),
  );
}

/** Raises where the file is of another version than these pages were made for. */
export function parsed(text: string): Result {
  const result = JSON.parse(text) as Result;
  if (result.version !== KNOWN_VERSION) {
    throw new Error(
      `result.json is version ${result.version}; this page reads version ${KNOWN_VERSION}. Load the page again.`,
    );
  }
  return result;
}
