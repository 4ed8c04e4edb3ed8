import { Button, type ButtonProps, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface CopyProps extends ButtonProps {
  text: string;
  /** Whether a dialog begins at this button. */
  first?: boolean;
}

/** Puts a text on the clipboard, and says so for a while. */
export function Copy({ text, first = false, ...look }: CopyProps) {
  const { t } = useTranslation();
  return (
    <CopyButton value={text} timeout={3000}>
      {({ copied, copy }) => {
        const Icon = copied ? IconCheck : IconCopy;
        return (
          <Button
            variant="default"
            onClick={copy}
            leftSection={<Icon size={18} aria-hidden="true" />}
            {...(first ? { "data-autofocus": true } : {})}
            {...look}
          >
            {t(copied ? "action.copied" : "action.copy")}
          </Button>
        );
      }}
    </CopyButton>
  );
}
