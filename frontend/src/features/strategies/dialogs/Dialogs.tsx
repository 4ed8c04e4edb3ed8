import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { DeleteDialog } from "./DeleteDialog";
import { DescribeDialog } from "./DescribeDialog";
import { ForkDialog } from "./ForkDialog";

/** What was asked for, of which strategy. */
export interface Asked {
  what: "describe" | "fork" | "delete";
  strategy: Schemas["StrategySummary"];
}

export interface DialogProps {
  strategy: Schemas["StrategySummary"];
  onClose: () => void;
}

const FORMS = { describe: DescribeDialog, fork: ForkDialog, delete: DeleteDialog };

/** The dialog that was asked for, if any. */
export function Dialogs({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  const { t } = useTranslation("strategies");
  const Form = asked === null ? null : FORMS[asked.what];
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={asked === null ? "" : t(`${asked.what}.title`, { name: asked.strategy.name })}
      transitionProps={{ duration: 0 }}
    >
      {asked !== null && Form !== null && <Form strategy={asked.strategy} onClose={onClose} />}
    </Modal>
  );
}
