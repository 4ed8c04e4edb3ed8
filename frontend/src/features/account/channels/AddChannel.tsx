import { Modal, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { ShownOnce } from "../ShownOnce";
import { useChannelsChanged } from "./acts";
import { CodeStep } from "./CodeStep";
import { NewChannel } from "./NewChannel";

interface AddChannelProps {
  opened: boolean;
  onClose: () => void;
}

/** Makes a channel; then its secret is stored, or the code that was sent there entered. */
export function AddChannel({ opened, onClose }: AddChannelProps) {
  const { t } = useTranslation(["channels", "common"]);
  const renew = useChannelsChanged();
  const recently = useRecentSignIn();
  const make = useMutation({
    mutationFn: (body: Schemas["NewChannel"]) => {
      const key = once(); // asked again after a proof, it is the same request
      return recently(() =>
        answer(
          api.POST("/v1/me/channels", { params: { header: { "Idempotency-Key": key } }, body }),
        ),
      );
    },
    onSuccess: renew,
  });
  const made = make.data;
  const leave = () => {
    onClose();
    make.reset(); // the secret is nowhere from here on
  };
  const title =
    made === undefined
      ? t("new")
      : t(made.secret === null ? "code.title" : "secret.title", { name: made.channel.name });
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={title}
      size="lg"
      closeOnClickOutside={made === undefined}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {made === undefined && <NewChannel make={make} onClose={leave} />}
      {made !== undefined && made.secret !== null && (
        <ShownOnce
          warning={t("secret.once")}
          label={t("secret.label")}
          text={made.secret}
          done={t("secret.stored")}
          onDone={leave}
        >
          <Text size="sm">{t("secret.verify")}</Text>
        </ShownOnce>
      )}
      {made !== undefined && made.secret === null && (
        <CodeStep channel={made.channel} onClose={leave} />
      )}
    </Modal>
  );
}
