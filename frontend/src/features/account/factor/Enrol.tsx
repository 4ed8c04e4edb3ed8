import { Anchor, Code, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { CodeForm } from "../../../shared/identity/CodeForm";
import { useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { Copy } from "../Copy";
import classes from "./factor.module.css";
import { QrCode } from "./QrCode";
import { type Begun, secondFactor } from "./queries";

interface EnrolProps {
  begun: Begun;
  onCodes: (codes: string[]) => void;
  onLeave: () => void;
}

/** The secret goes to the app, and its first code comes back. */
export function Enrol({ begun, onCodes, onLeave }: EnrolProps) {
  const { t } = useTranslation(["account", "common"]);
  const queries = useQueryClient();
  const recently = useRecentSignIn();
  const send = async (code: string) => {
    const made = await recently(() =>
      answer(api.POST("/v1/me/second-factor/confirm", { body: { code } })),
    );
    onCodes(made.recovery_codes);
    await queries.invalidateQueries({ queryKey: secondFactor().queryKey });
  };
  return (
    <Stack>
      <Text size="sm">{t("factor.scan")}</Text>
      <div className={classes["enrol"]}>
        <QrCode text={begun.uri} label={t("factor.picture")} />
        <Stack gap="xs" miw={0}>
          <Text size="sm">{t("factor.typed")}</Text>
          <Code block aria-label={t("factor.secret")} className={classes["secret"] ?? ""}>
            {begun.secret.replaceAll(/.{4}(?=.)/g, "$& ")}
          </Code>
          <Group gap="xs">
            <Copy text={begun.secret} size="xs" />
            <Anchor href={begun.uri} size="sm" underline="always">
              {t("factor.here")}
            </Anchor>
          </Group>
        </Stack>
      </div>
      <CodeForm
        label={t("factor.stage.enrol")}
        send={send}
        submit={t("factor.turnOn")}
        leave={t("common:action.cancel")}
        onLeave={onLeave}
        recovery={false}
        first={false}
      />
    </Stack>
  );
}
