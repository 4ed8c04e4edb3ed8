import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, Unreachable } from "../api/problem";
import { problemText } from "./States";

/** Tells why something that has no form of its own was refused. */
export function useRefused(): (error: unknown) => void {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      const message =
        error instanceof ApiProblem
          ? problemText(error)
          : error instanceof Unreachable
            ? t("state.unreachable")
            : String(error);
      notifications.show({ color: "orange", title: t("state.problem"), message });
    },
    [t],
  );
}
