import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../shared/api/client";
import { dataKeys } from "../../shared/api/queries/data";

const PAGE = 100;

/** Every series of candles that is stored; a few hundred at most, so they are filtered here. */
export function allSeries() {
  return queryOptions({
    queryKey: [...dataKeys.all, "all"],
    queryFn: async ({ signal }) => {
      const found: Schemas["SeriesView"][] = [];
      let cursor: string | null = null;
      do {
        const page: Schemas["Listed_SeriesView_"] = await answer(
          api.GET("/v1/data/candles", {
            params: { query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) } },
            signal,
          }),
        );
        found.push(...page.items);
        cursor = page.next ?? null;
      } while (cursor !== null);
      return found;
    },
  });
}

/** What is known of the quality of one series. */
export function quality(exchange: string, pair: string, timeframe: string) {
  return queryOptions({
    queryKey: [...dataKeys.all, "quality", exchange, pair, timeframe],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/v1/data/quality", { params: { query: { exchange, pair, timeframe } }, signal }),
      ),
  });
}
