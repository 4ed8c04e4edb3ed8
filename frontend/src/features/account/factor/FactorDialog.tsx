import { Button, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { CodeForm } from "../../../shared/identity/CodeForm";
import { useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { saveFile } from "../../../shared/ui/save";
import { ShownOnce } from "../ShownOnce";
import { Enrol } from "./Enrol";
import { type Begun, secondFactor } from "./queries";

/** What the dialog is about: taking up an app, a code for a change, or the recovery codes. */
export type Stage =
  | { name: "enrol"; begun: Begun }
  | { name: "renew" }
  | { name: "off" }
  | { name: "codes"; codes: string[] };

interface FactorDialogProps {
  stage: Stage | null;
  opened: boolean;
  show: (stage: Stage) => void;
  onClose: () => void;
  /** It has left the screen: what it showed need not be kept. */
  onGone: () => void;
}

export function FactorDialog({ stage, opened, show, onClose, onGone }: FactorDialogProps) {
  const { t } = useTranslation(["account", "common"]);
  const once = stage?.name === "codes";
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onGone}
      title={stage === null ? "" : t(`factor.stage.${stage.name}`)}
      size={stage?.name === "enrol" ? "lg" : "md"}
      closeOnClickOutside={!once && stage?.name !== "enrol"}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {stage?.name === "enrol" && (
        <Enrol
          begun={stage.begun}
          onCodes={(codes) => show({ name: "codes", codes })}
          onLeave={onClose}
        />
      )}
      {stage?.name === "renew" && (
        <Renew onCodes={(codes) => show({ name: "codes", codes })} onLeave={onClose} />
      )}
      {stage?.name === "off" && <TurnOff onLeave={onClose} />}
      {stage?.name === "codes" && <RecoveryCodes codes={stage.codes} onDone={onClose} />}
    </Modal>
  );
}

interface RenewProps {
  onCodes: (codes: string[]) => void;
  onLeave: () => void;
}

function Renew({ onCodes, onLeave }: RenewProps) {
  const { t } = useTranslation(["account", "common"]);
  const queries = useQueryClient();
  const recently = useRecentSignIn();
  const send = async (code: string) => {
    const made = await recently(() =>
      answer(api.POST("/v1/me/second-factor/recovery-codes", { body: { code } })),
    );
    onCodes(made.recovery_codes);
    await queries.invalidateQueries({ queryKey: secondFactor().queryKey });
  };
  return (
    <Stack>
      <Text size="sm">{t("factor.renewHint")}</Text>
      <CodeForm
        label={t("factor.stage.renew")}
        send={send}
        submit={t("factor.renew")}
        leave={t("common:action.cancel")}
        onLeave={onLeave}
      />
    </Stack>
  );
}

function TurnOff({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const queries = useQueryClient();
  const recently = useRecentSignIn();
  const send = async (code: string) => {
    await recently(() => answer(api.DELETE("/v1/me/second-factor", { body: { code } })));
    onLeave();
    notifications.show({ message: t("factor.off"), color: "lagoon" });
    await queries.invalidateQueries({ queryKey: secondFactor().queryKey });
  };
  return (
    <Stack>
      <Text size="sm">{t("factor.offHint")}</Text>
      <CodeForm
        danger
        label={t("factor.stage.off")}
        send={send}
        submit={t("factor.turnOff")}
        leave={t("common:action.cancel")}
        onLeave={onLeave}
      />
    </Stack>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const text = codes.join("\n");
  const save = () =>
    saveFile("hypertrade-recovery-codes.txt", new Blob([`${text}\n`], { type: "text/plain" }));
  return (
    <ShownOnce
      warning={t("factor.once")}
      label={t("factor.codes")}
      text={text}
      done={t("factor.stored")}
      onDone={onDone}
      store={
        <Button
          variant="default"
          onClick={save}
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {t("common:action.download")}
        </Button>
      }
    />
  );
}
