import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../shared/api/client";
import { useIdentity } from "../../shared/identity";
import { NewPasswordInput } from "../../shared/identity/NewPasswordInput";
import { brokenRules } from "../../shared/identity/passwords";
import { NotProven, useRecentSignIn, useSignIn } from "../../shared/identity/useRecentSignIn";
import { fieldProblem } from "../../shared/ui/problems";
import { Failed } from "../../shared/ui/States";
import { SecondFactor } from "./factor/SecondFactor";
import { Part } from "./Part";

/** Sessions begun in the second of the change end with it: the next one holds. */
const NEXT_SECOND_MS = 1_100;

export function Security() {
  return (
    <>
      <Password />
      <SecondFactor />
      <Sessions />
    </>
  );
}

function Password() {
  const { t } = useTranslation("account");
  const identity = useIdentity();
  const recently = useRecentSignIn();
  const signIn = useSignIn();
  const email = identity.session()?.email ?? "";
  const form = useForm({
    initialValues: { password: "" },
    validate: {
      password: (password) =>
        brokenRules(password, email).length === 0 ? null : t("security.weak"),
    },
  });
  const change = useMutation({
    mutationFn: async ({ password }: { password: string }) => {
      await recently(() => answer(api.POST("/v1/auth/password", { body: { password } })));
      await new Promise((resolve) => setTimeout(resolve, NEXT_SECOND_MS));
      return signInAgain(password);
    },
    onSuccess: (stays) => {
      form.reset();
      notifications.show({
        message: t(stays ? "security.changed" : "security.changedOut"),
        color: "lagoon",
      });
    },
    onError: (error) => form.setErrors(fieldProblem(error, ["password"]) ?? {}),
  });
  /** Every session has ended, this one too: whoever brings no code begins the next by themselves. */
  const signInAgain = async (password: string): Promise<boolean> => {
    try {
      await signIn(email, password);
      return true;
    } catch (error) {
      if (!(error instanceof NotProven)) {
        throw error;
      }
      await identity.signOut();
      return false;
    }
  };
  const told =
    change.isError &&
    !(change.error instanceof NotProven) &&
    fieldProblem(change.error, ["password"]) === null;
  return (
    <Part title={t("security.password")} lead={t("security.passwordHint")}>
      <form
        onSubmit={form.onSubmit(
          (values) => change.mutate(values),
          () => form.getInputNode("password")?.focus(),
        )}
      >
        <Stack>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <NewPasswordInput
            label={t("security.newPassword")}
            typed={form.values.password}
            email={email}
            maw={420}
            {...form.getInputProps("password")}
          />
          {told && <Failed error={change.error} />}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("security.change")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Part>
  );
}

function Sessions() {
  const { t } = useTranslation(["account", "common"]);
  const identity = useIdentity();
  const end = useMutation({ mutationFn: () => identity.signOut(true) });
  const ask = () =>
    modals.openConfirmModal({
      title: t("security.everywhere"),
      children: <Text size="sm">{t("security.everywhereHint")}</Text>,
      labels: { confirm: t("security.everywhere"), cancel: t("common:action.cancel") },
      onConfirm: () => end.mutate(),
    });
  return (
    <Part title={t("security.sessions")} lead={t("security.everywhereHint")}>
      {end.isError && <Failed error={end.error} />}
      <Group>
        <Button variant="default" onClick={ask} loading={end.isPending}>
          {t("security.everywhere")}
        </Button>
      </Group>
    </Part>
  );
}
