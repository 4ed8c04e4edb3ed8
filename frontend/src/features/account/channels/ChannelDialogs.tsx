import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CodeStep } from "./CodeStep";
import { EditChannel } from "./EditChannel";
import type { Channel } from "./queries";

/** What was asked for, of which channel. */
export interface Asked {
  what: "edit" | "confirm";
  channel: Channel;
}

/** The dialog that was asked for, if any. */
export function ChannelDialogs({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  const { t } = useTranslation(["channels", "common"]);
  const Form = asked?.what === "edit" ? EditChannel : CodeStep;
  const title = asked?.what === "edit" ? "edit.title" : "code.title";
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={asked !== null && t(title, { name: asked.channel.name })}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {asked !== null && <Form channel={asked.channel} onClose={onClose} />}
    </Modal>
  );
}
