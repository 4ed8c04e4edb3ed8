import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { saveText } from "./download";

interface TakeAlongProps {
  file: string;
  source: string;
}

/** Copies the file, or saves it. */
export function TakeAlong({ file, source }: TakeAlongProps) {
  const { t } = useTranslation("code");
  const { t: common } = useTranslation();
  return (
    <>
      <CopyButton value={source}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="xs"
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            onClick={copy}
          >
            <span aria-live="polite">{common(copied ? "action.copied" : "action.copy")}</span>
          </Button>
        )}
      </CopyButton>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={14} />}
        onClick={() => saveText(file, source)}
      >
        {t("download", { file })}
      </Button>
    </>
  );
}
