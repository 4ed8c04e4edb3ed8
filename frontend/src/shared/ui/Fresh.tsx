import { type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed, Loading } from "./States";

interface FreshProps<T, K extends QueryKey> {
  of: UseQueryOptions<T, Error, T, K>;
  /** Shows what was read; `again` reads it once more, for a change that came too late. */
  children: (read: T, again: () => void) => ReactNode;
}

/** Something as the platform has it now: changed on what was read before, it would undo others' work. */
export function Fresh<T, K extends QueryKey>({ of, children }: FreshProps<T, K>) {
  const { data, error, refetch, isFetchedAfterMount } = useQuery({ ...of, staleTime: 0 });
  if (data === undefined || !isFetchedAfterMount) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return children(data, () => void refetch());
}
