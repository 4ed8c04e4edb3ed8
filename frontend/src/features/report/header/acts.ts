import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { ApiProblem } from "../../../shared/api/problem";
import { runKeys, runOne } from "../../../shared/api/queries/runs";
import { problemText } from "../../../shared/ui/States";

type Run = Schemas["RunView"];

function useRefused(): (error: unknown) => void {
  const { t } = useTranslation();
  return (error) => {
    notifications.show({
      color: "orange",
      title: t("state.problem"),
      message: error instanceof ApiProblem ? problemText(error) : t("state.unreachable"),
    });
  };
}

/** Ends a run; one that is being worked on says so within seconds, by its events. */
export function useCancel(run: Run) {
  const queries = useQueryClient();
  const onError = useRefused();
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/runs/{run}/cancel", { params: { path: { run: run.id } } })),
    onSuccess: (told) => queries.setQueryData(runOne(run.id).queryKey, told),
    // Refused for being over already, most likely: then that is what is to be shown.
    onError: (error) => {
      onError(error);
      void queries.invalidateQueries({ queryKey: runKeys.one(run.id) });
    },
  });
}

/** Asks for the same work again, and goes to the new run. */
export function useRunAgain(run: Run) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST("/v1/runs/{run}/retry", {
          params: { path: { run: run.id }, header: { "Idempotency-Key": once() } },
        }),
      ),
    onSuccess: async (again) => {
      queries.setQueryData(runOne(again.id).queryKey, again);
      await navigate({ to: "/runs/$run", params: { run: again.id } });
    },
    onError: useRefused(),
  });
}

export function useDelete(run: Run) {
  const { t } = useTranslation("report");
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/v1/runs/{run}", { params: { path: { run: run.id } } })),
    onSuccess: async () => {
      await navigate({ to: "/runs" });
      queries.removeQueries({ queryKey: runKeys.one(run.id) });
      void queries.invalidateQueries({ queryKey: runKeys.all });
      notifications.show({ message: t("act.deleted") });
    },
    onError: useRefused(),
  });
}
