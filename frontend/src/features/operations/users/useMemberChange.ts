import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { NotProven, useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { type Member, operationKeys } from "../queries";

/** A change of somebody's account: it takes a recent sign-in, and is shown once it stands. */
export function useMemberChange<Values>(change: (values: Values) => Promise<Member>) {
  const { t } = useTranslation("operations");
  const queries = useQueryClient();
  const recently = useRecentSignIn();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (values: Values) => recently(() => change(values)),
    onSuccess: async (member) => {
      notifications.show({ message: t("users.saved", { name: member.email }), color: "lagoon" });
      await queries.invalidateQueries({ queryKey: operationKeys.all });
    },
  });
  return { change: mutate, pending: isPending, error: error instanceof NotProven ? null : error };
}
