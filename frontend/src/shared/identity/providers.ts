import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** With what one can sign in on this platform. */
export function providers() {
  return queryOptions({
    queryKey: ["providers"],
    queryFn: ({ signal }) => answer(api.GET("/v1/auth/providers", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
