import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

const route = getRouteApi("/signed/runs/$run");

type Search = ReturnType<typeof route.useSearch>;
type Changes = { [Name in keyof Search]?: Search[Name] | undefined };

/** What the address keeps of the trades, and the way to change it; `undefined` takes a thing out. */
export function useTradeSearch(): [Search, (changes: Changes) => void] {
  const { run } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Changes) =>
      void navigate({
        to: "/runs/$run",
        params: { run },
        search: (before) => changed(before, changes),
        replace: true,
        resetScroll: false,
      }),
    [navigate, run],
  );
  return [search, change];
}

function changed(before: Search, changes: Changes): Search {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined),
  ) as Search;
}
