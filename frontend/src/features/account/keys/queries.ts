import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../shared/api/client";

export type Key = Schemas["ApiKeyView"];

export function apiKeys() {
  return infiniteQueryOptions({
    queryKey: ["api-keys"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/api-keys", {
          params: { query: pageParam === null ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** A key can be used, or it was revoked, or its time is over. */
export function standing(key: Key, now = Date.now()): "active" | "revoked" | "expired" {
  if (key.revoked !== null) {
    return "revoked";
  }
  return key.expires !== null && new Date(key.expires).getTime() <= now ? "expired" : "active";
}
