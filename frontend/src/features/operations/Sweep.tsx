import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconWand } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../shared/api/client";
import { Failed } from "../../shared/ui/States";
import { operationKeys } from "./queries";

const SWEPT = [
  "sent",
  "again",
  "ended",
  "orphans",
  "forgotten",
  "started",
  "deleted_strategies",
  "deleted_accounts",
] as const;

/** Puts in order what died half-way, now instead of within the minute, and says what that was. */
export function Sweep() {
  const { t } = useTranslation("operations");
  const queries = useQueryClient();
  const sweep = useMutation({
    mutationFn: () => answer(api.POST("/v1/admin/sweep")),
    onSuccess: ({ counts }) => {
      const did = SWEPT.flatMap((name) => {
        const count = counts[name] ?? 0;
        return count === 0 ? [] : [t(`sweep.${name}`, { count })];
      });
      notifications.show({
        title: t("sweep.done"),
        message: did.length === 0 ? t("sweep.nothing") : did.join(" · "),
        color: "lagoon",
      });
    },
    onError: (error) =>
      notifications.show({ color: "orange", message: <Failed error={error} />, autoClose: false }),
    onSettled: () => queries.invalidateQueries({ queryKey: operationKeys.all }),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconWand size={18} aria-hidden="true" />}
      title={t("sweep.hint")}
      loading={sweep.isPending}
      onClick={() => sweep.mutate()}
    >
      {t("sweep.run")}
    </Button>
  );
}
