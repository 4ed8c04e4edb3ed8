import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useIdentity } from "../../shared/identity";
import { NewPasswordInput } from "../../shared/identity/NewPasswordInput";
import { ProviderButtons } from "../../shared/identity/ProviderButtons";
import { brokenRules } from "../../shared/identity/passwords";
import { AnchorLink } from "../../shared/ui/links";
import { fieldProblem } from "../../shared/ui/problems";
import { Failed } from "../../shared/ui/States";
import { AuthFrame, AuthTitle } from "./AuthFrame";
import { useLeave } from "./useLeave";

const FIELDS = ["email", "password", "name"] as const;
const route = getRouteApi("/open/sign-up");

export default function SignUpPage() {
  const { t } = useTranslation("auth");
  const { back } = route.useSearch();
  const identity = useIdentity();
  useDocumentTitle(`${t("signUp.title")} · HyperTrade`);
  useLeave("/welcome");

  const form = useForm({
    initialValues: { email: "", password: "", name: "" },
    validate: {
      password: (password, { email }) =>
        brokenRules(password, email).length === 0 ? null : t("signUp.weak"),
    },
  });
  const signUp = useMutation({
    mutationFn: ({ email, password, name }: typeof form.values) =>
      identity.signUp(email, password, name.trim()),
    onError: (error) => {
      const refused = fieldProblem(error, FIELDS);
      if (refused !== null) {
        form.setErrors(refused);
        form.getInputNode(refused.password === undefined ? "email" : "password")?.focus();
      }
    },
  });

  return (
    <AuthFrame>
      <AuthTitle
        title={t("signUp.title")}
        lead={
          <>
            {t("signUp.known")}{" "}
            <AnchorLink
              to="/sign-in"
              search={back === undefined ? {} : { back }}
              underline="always"
            >
              {t("signUp.signIn")}
            </AnchorLink>
          </>
        }
      />
      <form
        onSubmit={form.onSubmit(
          (values) => signUp.mutate(values),
          () => form.getInputNode("password")?.focus(),
        )}
        aria-label={t("signUp.title")}
      >
        <Stack>
          <TextInput
            label={t("name")}
            description={t("signUp.nameHint")}
            name="name"
            autoComplete="name"
            maxLength={120}
            {...form.getInputProps("name")}
          />
          <TextInput
            label={t("email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            {...form.getInputProps("email")}
          />
          <NewPasswordInput
            label={t("password")}
            name="password"
            typed={form.values.password}
            email={form.values.email}
            {...form.getInputProps("password")}
          />
          {signUp.isError && fieldProblem(signUp.error, FIELDS) === null && (
            <Failed error={signUp.error} />
          )}
          <Button type="submit" loading={signUp.isPending} fullWidth>
            {t("signUp.submit")}
          </Button>
        </Stack>
      </form>
      <ProviderButtons back="/welcome" />
    </AuthFrame>
  );
}
