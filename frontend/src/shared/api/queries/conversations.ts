import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas, tagged } from "../client";

/** One exchange of a conversation. */
export type Turn = Schemas["ConversationView"]["turns"][number];

export const conversationKeys = {
  all: ["conversations"] as const,
  about: (strategy: string) => ["conversations", "about", strategy] as const,
  one: (id: string) => ["conversations", id] as const,
};

/** The conversations about a strategy, last changed first. */
export function conversationsAbout(strategy: string) {
  return infiniteQueryOptions({
    queryKey: conversationKeys.about(strategy),
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/strategies/{strategy}/conversations", {
          params: {
            path: { strategy },
            query: pageParam === null ? {} : { cursor: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** A conversation with its turns, and the ETag that the next turn needs. */
export function conversationOne(id: string) {
  return queryOptions({
    queryKey: conversationKeys.one(id),
    queryFn: ({ signal }) =>
      tagged(
        api.GET("/v1/conversations/{conversation}", {
          params: { path: { conversation: id } },
          signal,
        }),
      ),
  });
}
