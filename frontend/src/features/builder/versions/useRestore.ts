import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, once, tagged } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";
import { useDraft } from "../draft";

/** Makes what an earlier version says the newest again; the one before it stays in the list. */
export function useRestore() {
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const { strategy, flush, accept } = useDraft();
  const queries = useQueryClient();
  const path = { strategy: strategy.id };
  const read = () => tagged(api.GET("/v1/strategies/{strategy}", { params: { path } }));

  return useMutation({
    mutationFn: async (version: number) => {
      await flush(); // what is on the screen stays as a version, too
      const { etag } = await read();
      await answer(
        api.POST("/v1/strategies/{strategy}/restore", {
          params: { path, header: { "If-Match": etag, "Idempotency-Key": once() } },
          body: { version },
        }),
      );
      const now = await read();
      accept(now.data, now.etag);
      await queries.invalidateQueries({
        queryKey: [...strategyKeys.one(strategy.id), "versions"],
      });
      return now.data.version.number;
    },
    onSuccess: (number, version) =>
      void notifications.show({ message: t("restored", { version, number }) }),
  });
}
