import { Alert, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { IconClockPause } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../shared/api/problem";
import { useIdentity } from "../../shared/identity";
import { CodeForm } from "../../shared/identity/CodeForm";
import { PasswordField } from "../../shared/identity/PasswordField";
import { ProviderButtons } from "../../shared/identity/ProviderButtons";
import { AnchorLink } from "../../shared/ui/links";
import { fieldProblem } from "../../shared/ui/problems";
import { Failed } from "../../shared/ui/States";
import { AuthFrame, AuthTitle } from "./AuthFrame";
import { DemoNote } from "./DemoNote";
import { useLeave } from "./useLeave";

const FIELDS = ["email", "password"] as const;
const route = getRouteApi("/open/sign-in");

export default function SignInPage() {
  const { t } = useTranslation(["auth", "common"]);
  const { back: address, expired } = route.useSearch();
  const identity = useIdentity();
  useDocumentTitle(`${t("signIn.title")} · HyperTrade`);
  useLeave(address ?? "/");

  const form = useForm({ initialValues: { email: "", password: "" } });
  // The password was right, and a code is needed besides.
  const [half, setHalf] = useState(false);
  const signIn = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => identity.signIn(email, password),
    onError: (error) => {
      if (isProblem(error, "second_factor_required")) {
        setHalf(true);
        return;
      }
      const refused = fieldProblem(error, FIELDS);
      if (refused !== null) {
        form.setErrors(refused);
        form.getInputNode(refused.email === undefined ? "password" : "email")?.focus();
      }
    },
  });

  if (half) {
    const { email, password } = form.values;
    const back = () => {
      signIn.reset();
      flushSync(() => setHalf(false));
      form.getInputNode("password")?.focus();
    };
    return (
      <AuthFrame>
        <AuthTitle title={t("code.title")} lead={t("code.lead")} />
        <CodeForm
          label={t("code.title")}
          send={(code) => identity.signIn(email, password, code)}
          submit={t("signIn.submit")}
          leave={t("common:action.back")}
          onLeave={back}
        />
      </AuthFrame>
    );
  }

  return (
    <AuthFrame>
      <AuthTitle
        title={t("signIn.title")}
        lead={
          <>
            {t("signIn.new")}{" "}
            <AnchorLink
              to="/sign-up"
              search={address === undefined ? {} : { back: address }}
              underline="always"
            >
              {t("signIn.signUp")}
            </AnchorLink>
          </>
        }
      />
      {expired === true && (
        <Alert
          icon={<IconClockPause aria-hidden="true" />}
          color="yellow"
          variant="outline"
          role="status"
        >
          <Text size="sm">{t("signIn.expired")}</Text>
        </Alert>
      )}
      <form
        onSubmit={form.onSubmit((values) => signIn.mutate(values))}
        aria-label={t("signIn.title")}
      >
        <Stack>
          <TextInput
            label={t("email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            {...form.getInputProps("email")}
          />
          <PasswordField
            label={t("password")}
            name="password"
            autoComplete="current-password"
            {...form.getInputProps("password")}
          />
          {signIn.isError && fieldProblem(signIn.error, FIELDS) === null && (
            <Failed error={signIn.error} />
          )}
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t("signIn.submit")}
          </Button>
        </Stack>
      </form>
      <ProviderButtons back={address ?? "/"} />
      <DemoNote />
    </AuthFrame>
  );
}
