import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../client";

export type Catalogue = Schemas["Catalogue"];

/** What strategies are made of: indicators, patterns, ranges, templates. The same until a release. */
export function catalogue() {
  return queryOptions({
    queryKey: ["catalogue"] as const,
    queryFn: ({ signal }) => answer(api.GET("/v1/catalogue", { signal })),
    staleTime: 60 * 60_000,
  });
}
