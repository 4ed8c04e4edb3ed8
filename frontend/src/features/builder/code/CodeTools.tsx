import { Button } from "@mantine/core";
import { IconAlignLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { UploadCode } from "../../../shared/editor/UploadCode";
import { fileName } from "../../../shared/ui/save";
import { TakeAlong } from "./TakeAlong";

interface CodeToolsProps {
  name: string;
  source: string;
  formatting: boolean;
  onFormat: () => void;
  onBring: (source: string, file: string) => void;
}

/** What can be done with the whole file. */
export function CodeTools({ name, source, formatting, onFormat, onBring }: CodeToolsProps) {
  const { t } = useTranslation("code");
  return (
    <UploadCode
      onBring={onBring}
      before={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconAlignLeft size={14} />}
          loading={formatting}
          onClick={onFormat}
        >
          {t("format")}
        </Button>
      }
    >
      <TakeAlong file={`${fileName(name, "strategy")}.py`} source={source} />
    </UploadCode>
  );
}
