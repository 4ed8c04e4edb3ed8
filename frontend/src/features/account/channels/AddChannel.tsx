import { FocusTrap, Modal, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { ShownOnce } from "../ShownOnce";
import { useChannelsChanged } from "./acts";
import { CodeStep } from "./CodeStep";
import { NewChannel } from "./NewChannel";

type Made = Schemas["ChannelMade"];

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
      {made === undefined ? (
        <NewChannel make={make} onClose={leave} />
      ) : (
        // It comes in the place of the form, whose button had the focus.
        <FocusTrap>
          <div>
            <Next made={made} onDone={leave} />
          </div>
        </FocusTrap>
      )}
    </Modal>
  );
}

/** What there is to do with a channel that was made. */
function Next({ made: { channel, secret }, onDone }: { made: Made; onDone: () => void }) {
  const { t } = useTranslation("channels");
  if (secret === null) {
    return <CodeStep channel={channel} onClose={onDone} />;
  }
  return (
    <ShownOnce
      warning={t("secret.once")}
      label={t("secret.label")}
      text={secret}
      done={t("secret.stored")}
      onDone={onDone}
    >
      <Text size="sm">{t("secret.verify")}</Text>
    </ShownOnce>
  );
}
