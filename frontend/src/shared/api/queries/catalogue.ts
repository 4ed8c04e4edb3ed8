import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../client";

export type Catalogue = Schemas["Catalogue"];

/** What strategies are made of: indicators, patterns, ranges, templates. The same until a release. */
export function catalogue() {
  return queryOptions({
    queryKey: ["catalogue"] as const,
    // The client's types make lists of pairs; the schema knows that they are pairs.
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/catalogue", { signal })) as Promise<unknown> as Promise<Catalogue>,
    staleTime: 60 * 60_000,
  });
}
