import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";
import { brought, type Content } from "../draft";

/** What a content says in English, saved or not. */
export function explained(content: Content) {
  return queryOptions({
    queryKey: [...strategyKeys.all, "explained", content],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/strategies/explain", {
          body: brought(content) as Schemas["NewStrategy"],
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
