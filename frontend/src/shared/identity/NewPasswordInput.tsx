import { List, type PasswordInputProps, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconPoint } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "./PasswordField";
import { brokenRules, PASSWORD_RULES, SHORTEST_PASSWORD } from "./passwords";

interface NewPasswordInputProps extends PasswordInputProps {
  /** What is typed. */
  typed: string;
  email: string;
}

/** A password to be chosen: its rules stand below, and are ticked off while it is typed. */
export function NewPasswordInput({ typed, email, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation("auth");
  const broken = brokenRules(typed, email);
  return (
    <PasswordField
      autoComplete="new-password"
      {...input}
      inputWrapperOrder={["label", "input", "error", "description"]}
      descriptionProps={{ component: "div" }}
      description={
        <List size="xs" spacing={2} mt={4} listStyleType="none" withPadding={false}>
          {PASSWORD_RULES.map((rule) => {
            const kept = !broken.includes(rule);
            return (
              <List.Item
                key={rule}
                icon={
                  kept ? (
                    <IconCheck size={14} color="var(--profit)" aria-hidden="true" />
                  ) : (
                    <IconPoint size={14} aria-hidden="true" />
                  )
                }
              >
                {t(`rule.${rule}`, { count: SHORTEST_PASSWORD })}
                {kept && <VisuallyHidden> ({t("rule.kept")})</VisuallyHidden>}
              </List.Item>
            );
          })}
        </List>
      }
    />
  );
}
