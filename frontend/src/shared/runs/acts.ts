import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, once, type Schemas } from "../api/client";
import { runKeys, runOne } from "../api/queries/runs";
import { useRefused } from "../ui/useRefused";

type Run = Schemas["RunView"];

/** Ends a run, by its id; one that is being worked on stops within seconds. */
export function useCancel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: string) =>
      answer(api.POST("/v1/runs/{run}/cancel", { params: { path: { run } } })),
    onSuccess: (told) => queries.setQueryData(runOne(told.id).queryKey, told),
    onError: useRefused(),
    // Where it was refused it was over already, most likely: then that is what is to be shown.
    onSettled: () => queries.invalidateQueries({ queryKey: runKeys.all }),
  });
}

/** Asks for the same work again, by the id of a run; `follow` goes to where the new one is shown. */
export function useRunAgain(follow: (again: Run) => unknown) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: string) =>
      answer(
        api.POST("/v1/runs/{run}/retry", {
          params: { path: { run }, header: { "Idempotency-Key": once() } },
        }),
      ),
    onSuccess: async (again) => {
      queries.setQueryData(runOne(again.id).queryKey, again);
      await follow(again);
    },
    onError: useRefused(),
    onSettled: () => queries.invalidateQueries({ queryKey: runKeys.all }),
  });
}

/**
 * Deletes a run, by its id; a refusal is the caller's to tell.
 *
 * `leave` goes away from pages that show it: what is gone would be asked for again.
 */
export function useDelete(leave?: () => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: string) =>
      answer(api.DELETE("/v1/runs/{run}", { params: { path: { run } } })),
    onSuccess: async (_deleted, run) => {
      await leave?.();
      queries.removeQueries({ queryKey: runKeys.one(run) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: runKeys.all }),
  });
}
