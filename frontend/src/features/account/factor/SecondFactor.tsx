import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { NotProven, useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { Failed, Loading } from "../../../shared/ui/States";
import { Part } from "../Part";
import { FactorDialog, type Stage } from "./FactorDialog";
import { type Factor, secondFactor } from "./queries";

/** Codes of an app beside the password: turned on, off, and what is for when the app is lost. */
export function SecondFactor() {
  const { t } = useTranslation("account");
  const { data, error, refetch } = useQuery(secondFactor());
  // What a dialog shows is there until it has gone from the screen.
  const [stage, setStage] = useState<Stage | null>(null);
  const [opened, setOpened] = useState(false);
  const show = (next: Stage) => {
    setStage(next);
    setOpened(true);
  };
  return (
    <Part title={t("factor.title")} lead={t("factor.lead")}>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && !data.enabled && !data.available && (
        <Text size="sm">{t("factor.elsewhere")}</Text>
      )}
      {data?.enabled === false && data.available && <Off show={show} />}
      {data?.enabled === true && <On factor={data} show={show} />}
      <FactorDialog
        stage={stage}
        opened={opened}
        show={show}
        onClose={() => setOpened(false)}
        onGone={() => setStage(null)}
      />
    </Part>
  );
}

function Off({ show }: { show: (stage: Stage) => void }) {
  const { t } = useTranslation("account");
  const recently = useRecentSignIn();
  const begin = useMutation({
    mutationFn: () => recently(() => answer(api.POST("/v1/me/second-factor"))),
    onSuccess: (begun) => show({ name: "enrol", begun }),
  });
  return (
    <>
      {begin.isError && !(begin.error instanceof NotProven) && <Failed error={begin.error} />}
      <Group>
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("factor.turnOn")}
        </Button>
      </Group>
    </>
  );
}

/** So few recovery codes are a reason to get new ones. */
const FEW = 3;

function On({ factor, show }: { factor: Factor; show: (stage: Stage) => void }) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  return (
    <Stack>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconShieldCheck size={20} color="var(--profit)" aria-hidden="true" />
        <Text size="sm">
          {factor.since !== null && t("factor.since", { date: formats.date(factor.since) })}{" "}
          {t("factor.left", { count: factor.recovery_left })}
        </Text>
      </Group>
      {factor.recovery_left < FEW && (
        <Alert
          icon={<IconAlertTriangle aria-hidden="true" />}
          color="yellow"
          variant="outline"
          role="status"
        >
          <Text size="sm">{t("factor.few")}</Text>
        </Alert>
      )}
      <Group gap="xs">
        <Button variant="default" onClick={() => show({ name: "renew" })}>
          {t("factor.renew")}
        </Button>
        <Button variant="default" onClick={() => show({ name: "off" })}>
          {t("factor.turnOff")}
        </Button>
      </Group>
    </Stack>
  );
}
