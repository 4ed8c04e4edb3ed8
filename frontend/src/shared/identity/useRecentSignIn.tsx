import { Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { FormActs } from "../ui/FormActs";
import { fieldProblem } from "../ui/problems";
import { Failed } from "../ui/States";
import { useIdentity } from ".";
import { CodeForm } from "./CodeForm";
import { NotProven } from "./NotProven";
import { PasswordField } from "./PasswordField";
import { ProviderButtons } from "./ProviderButtons";

export { NotProven };

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
      await proven(t("again.title"), (ends) => <ProveAgain {...ends} />);
      return act();
    },
    [identity, t],
  );
}

/**
 * Signs in by a password that is known already, and asks for a code where a second factor is on.
 *
 * Raises `NotProven` where the question is closed, else whatever signing in raises.
 */
export function useSignIn(): (email: string, password: string) => Promise<void> {
  const { t } = useTranslation("auth");
  const identity = useIdentity();
  return useCallback(
    async (email, password) => {
      try {
        await identity.signIn(email, password);
        return;
      } catch (error) {
        if (!isProblem(error, "second_factor_required")) {
          throw error;
        }
      }
      await proven(t("code.title"), (ends) => (
        <ProveCode email={email} password={password} {...ends} />
      ));
    },
    [identity, t],
  );
}

interface Ends {
  onProven: () => void;
  onLeave: () => void;
}

/** Opens a dialog that asks for a proof; raises `NotProven` where it is closed without. */
function proven(title: string, ask: (ends: Ends) => ReactNode): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = false;
    const id = modals.open({
      title,
      children: ask({
        onProven: () => {
          done = true;
          modals.close(id);
        },
        onLeave: () => modals.close(id),
      }),
      onClose: () => (done ? resolve() : reject(new NotProven())),
    });
  });
}

interface ProveCodeProps extends Ends {
  email: string;
  password: string;
}

function ProveCode({ email, password, onProven, onLeave }: ProveCodeProps) {
  const { t } = useTranslation(["auth", "common"]);
  const identity = useIdentity();
  return (
    <Stack>
      <Text size="sm">{t("code.lead")}</Text>
      <CodeForm
        label={t("code.title")}
        send={async (code) => {
          await identity.signIn(email, password, code);
          onProven();
        }}
        submit={t("again.confirm")}
        leave={t("common:action.cancel")}
        onLeave={onLeave}
      />
    </Stack>
  );
}

function ProveAgain({ onProven, onLeave }: Ends) {
  const { t } = useTranslation(["auth", "common"]);
  const identity = useIdentity();
  const email = identity.session()?.email ?? "";
  const here = useRouterState({ select: (state) => state.location.href });
  const [password, setPassword] = useState("");
  const prove = useMutation({
    mutationFn: () => identity.signIn(email, password),
    onSuccess: onProven,
  });
  if (isProblem(prove.error, "second_factor_required")) {
    return <ProveCode email={email} password={password} onProven={onProven} onLeave={onLeave} />;
  }
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
