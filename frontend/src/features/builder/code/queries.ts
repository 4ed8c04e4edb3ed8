import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";
import { brought, type Content } from "../draft";

/** The Freqtrade file that a content stands for, saved or not. */
export function compiled(content: Content) {
  return queryOptions({
    queryKey: [...strategyKeys.all, "compiled", content],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/strategies/compile", {
          body: brought(content) as Schemas["NewStrategy"],
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** What is installed at the platform: it changes with an upgrade alone. */
export function knowledge() {
  return queryOptions({
    queryKey: ["code", "completions"],
    queryFn: ({ signal }) => answer(api.GET("/v1/code/completions", { signal })),
    staleTime: 60 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
}
