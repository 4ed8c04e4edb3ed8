import { Alert, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { IconClockPause } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useIdentity } from "../../shared/identity";
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
  const { t } = useTranslation("auth");
  const { back, expired } = route.useSearch();
  const identity = useIdentity();
  useDocumentTitle(`${t("signIn.title")} · HyperTrade`);
  useLeave(back ?? "/");

  const form = useForm({ initialValues: { email: "", password: "" } });
  const signIn = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => identity.signIn(email, password),
    onError: (error) => {
      const refused = fieldProblem(error, FIELDS);
      if (refused !== null) {
        form.setErrors(refused);
        form.getInputNode(refused.email === undefined ? "password" : "email")?.focus();
      }
    },
  });

  return (
    <AuthFrame>
      <AuthTitle
        title={t("signIn.title")}
        lead={
          <>
            {t("signIn.new")}{" "}
            <AnchorLink
              to="/sign-up"
              search={back === undefined ? {} : { back }}
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
      <ProviderButtons back={back ?? "/"} />
      <DemoNote />
    </AuthFrame>
  );
}
