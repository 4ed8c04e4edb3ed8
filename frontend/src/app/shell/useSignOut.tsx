import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../shared/api/problem";
import { useIdentity } from "../../shared/identity";
import { ProblemText } from "../../shared/ui/States";

/** Signing out of this device at once, or of every one after a question. */
export function useSignOut() {
  const { t } = useTranslation("shell");
  const identity = useIdentity();

  const signOut = async (everywhere = false) => {
    try {
      await identity.signOut(everywhere);
    } catch (error) {
      notifications.show({
        color: "orange",
        title: t("user.stillIn"),
        message: error instanceof ApiProblem ? <ProblemText of={error} /> : t("user.stillInHint"),
      });
    }
  };

  const askEverywhere = () =>
    modals.openConfirmModal({
      title: t("user.signOutEverywhere"),
      children: <Text size="sm">{t("user.everywhereHint")}</Text>,
      labels: { confirm: t("user.signOutEverywhere"), cancel: t("user.stay") },
      onConfirm: () => void signOut(true),
    });

  return { signOut, askEverywhere };
}
