import { queryOptions } from "@tanstack/react-query";
import { answer, api, tagged } from "../client";

export const accountKeys = { me: ["me"] as const, quota: ["me", "quota"] as const };

export function profile() {
  return queryOptions({
    queryKey: accountKeys.me,
    queryFn: ({ signal }) => tagged(api.GET("/v1/me", { signal })),
    staleTime: 60_000,
  });
}

export function quota() {
  return queryOptions({
    queryKey: accountKeys.quota,
    queryFn: ({ signal }) => answer(api.GET("/v1/me/quota", { signal })),
  });
}
