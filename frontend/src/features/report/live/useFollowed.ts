import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Schemas } from "../../../shared/api/client";
import { follow } from "../../../shared/api/events";
import { ApiProblem } from "../../../shared/api/problem";
import { runKeys, runOne } from "../../../shared/api/queries/runs";
import { isOver } from "../../../shared/ui/RunBadge";

type Run = Schemas["RunView"];

/**
 * Keeps a run that is not over up to date, by its events; says whether they are coming in.
 *
 * The run itself is read again when it is over, for its files, and when the stream is refused.
 */
export function useFollowed(run: Run | undefined): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);
  const id = run?.id;
  const following = run !== undefined && !isOver(run.state);

  useEffect(() => {
    if (id === undefined || !following) {
      return;
    }
    const gone = new AbortController();
    const readAgain = () => void queries.invalidateQueries({ queryKey: runKeys.all });
    follow(`/v1/runs/${id}/events`, {
      signal: gone.signal,
      onConnected: setConnected,
      onEvent: ({ event, data }) => {
        if (event === "run") {
          const told = JSON.parse(data) as Schemas["RunSummary"];
          // Over is only what was read whole: the files come with it.
          if (isOver(told.state)) {
            readAgain();
          } else {
            queries.setQueryData(runOne(id).queryKey, (known) => newer(known, told));
          }
        }
      },
    })
      .catch((error: unknown) => {
        // A refusal (deleted, signed out) shows when the run itself is read again.
        if (!(error instanceof ApiProblem)) {
          throw error;
        }
      })
      .finally(() => {
        if (!gone.signal.aborted) {
          readAgain();
        }
      });
    return () => {
      gone.abort();
      setConnected(true);
    };
  }, [id, following, queries]);

  return connected;
}

/** What is known with what was told, where that is newer. */
export function newer(known: Run | undefined, told: Schemas["RunSummary"]): Run | undefined {
  return known === undefined || told.sequence < known.sequence ? known : { ...known, ...told };
}
