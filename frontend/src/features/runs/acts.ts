import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api, once } from "../../shared/api/client";
import { runKeys } from "../../shared/api/queries/runs";
import { useRefused } from "../../shared/ui/useRefused";

/** Lists and figures of runs are old: read again. */
function useRunsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: runKeys.all });
}

/** Ends a run; one that is being worked on stops within seconds. */
export function useCancel() {
  const changed = useRunsChanged();
  return useMutation({
    mutationFn: (run: string) =>
      answer(api.POST("/v1/runs/{run}/cancel", { params: { path: { run } } })),
    onError: useRefused(),
    onSettled: changed,
  });
}

/** Asks for the same work again. */
export function useRunAgain() {
  const changed = useRunsChanged();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (run: string) =>
      answer(
        api.POST("/v1/runs/{run}/retry", {
          params: { path: { run }, header: { "Idempotency-Key": once() } },
        }),
      ),
    onSuccess: (again) => navigate({ to: "/runs/$run", params: { run: again.id } }),
    onError: useRefused(),
    onSettled: changed,
  });
}

export function useDelete() {
  const changed = useRunsChanged();
  return useMutation({
    mutationFn: (run: string) =>
      answer(api.DELETE("/v1/runs/{run}", { params: { path: { run } } })),
    onSettled: changed,
  });
}
