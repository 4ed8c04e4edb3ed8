import { Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { type FormEvent, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { FormActs } from "../ui/FormActs";
import { fieldProblem } from "../ui/problems";
import { Failed } from "../ui/States";
import { useIdentity } from ".";
import { PasswordField } from "./PasswordField";
import { ProviderButtons } from "./ProviderButtons";

/** Whoever was asked to prove again who they are did not want to. */
export class NotProven extends Error {
  override name = "NotProven";
}

/**
 * Runs what takes a recent sign-in: where the platform refuses, asks for the password and repeats.
 *
 * Raises `NotProven` where the question is closed, else whatever `act` raises.
 */
export function useRecentSignIn(): <T>(act: () => Promise<T>) => Promise<T> {
  const { t } = useTranslation("auth");
  const identity = useIdentity();
  return useCallback(
    async (act) => {
      try {
        return await act();
      } catch (error) {
        // The session holds, or it would have been renewed or ended: it is only too old.
        if (!isProblem(error, "unauthenticated") || identity.session() === null) {
          throw error;
        }
      }
      await new Promise<void>((resolve, reject) => {
        let proven = false;
        const id = modals.open({
          title: t("again.title"),
          children: (
            <ProveAgain
              onProven={() => {
                proven = true;
                modals.close(id);
              }}
              onLeave={() => modals.close(id)}
            />
          ),
          onClose: () => (proven ? resolve() : reject(new NotProven())),
        });
      });
      return act();
    },
    [identity, t],
  );
}

function ProveAgain({ onProven, onLeave }: { onProven: () => void; onLeave: () => void }) {
  const { t } = useTranslation("auth");
  const identity = useIdentity();
  const email = identity.session()?.email ?? "";
  const here = useRouterState({ select: (state) => state.location.href });
  const [password, setPassword] = useState("");
  const prove = useMutation({
    mutationFn: () => identity.signIn(email, password),
    onSuccess: onProven,
  });
  const refused = fieldProblem(prove.error, ["password"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // the dialog is drawn inside of the form that asked
    prove.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t("again.why")}</Text>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t("password")}
          autoComplete="current-password"
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={refused?.password}
        />
        {prove.isError && refused === null && <Failed error={prove.error} />}
        <FormActs submit={t("again.confirm")} pending={prove.isPending} onLeave={onLeave} />
        <ProviderButtons back={here} />
      </Stack>
    </form>
  );
}
