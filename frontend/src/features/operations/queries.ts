import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../shared/api/client";

export type Overview = Schemas["Overview"];
export type OperatedRun = Schemas["OperatedRun"];
export type Member = Schemas["Member"];

export const operationKeys = {
  all: ["operations"] as const,
  runs: ["operations", "runs"] as const,
  members: ["operations", "members"] as const,
  member: (id: string) => ["operations", "members", "one", id] as const,
  audit: ["operations", "audit"] as const,
};

export function overview() {
  return queryOptions({
    queryKey: [...operationKeys.all, "overview"],
    queryFn: ({ signal }) => answer(api.GET("/v1/admin/overview", { signal })),
  });
}

export interface RunsFilter {
  state?: Schemas["RunState"];
  user?: string;
}

/** Everybody's runs, newest first. */
export function everybodysRuns(filter: RunsFilter) {
  return infiniteQueryOptions({
    queryKey: [...operationKeys.runs, filter],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/v1/admin/runs", { params: { query: of(filter, pageParam) }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** Everybody, newest first; by address, if the beginning of one is given. */
export function members(email: string) {
  return infiniteQueryOptions({
    queryKey: [...operationKeys.members, "list", email],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/admin/users", {
          params: { query: of(email === "" ? {} : { email }, pageParam) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

export function memberOne(id: string) {
  return queryOptions({
    queryKey: operationKeys.member(id),
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/admin/users/{user}", { params: { path: { user: id } }, signal })),
  });
}

/** What happened to everybody, or to one user, newest first. */
export function auditLog(user: string | undefined, limit = 25) {
  return infiniteQueryOptions({
    queryKey: [...operationKeys.audit, user ?? null, limit],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/admin/audit", {
          params: { query: { limit, ...of(user === undefined ? {} : { user }, pageParam) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

function of<Filter extends object>(filter: Filter, cursor: string | null) {
  return cursor === null ? filter : { ...filter, cursor };
}
