import { Alert, Button, FileButton, Group } from "@mantine/core";
import { IconAlignLeft, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { TakeAlong } from "./TakeAlong";

/** Larger than any strategy; what is smaller is the platform's to judge. */
const LARGEST_FILE = 1_000_000;

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
  const format = useFormats();
  const [refused, setRefused] = useState<string | null>(null);
  const forget = useRef<() => void>(null);

  const read = async (file: File | null) => {
    if (file === null) {
      return;
    }
    forget.current?.(); // so that the same file can be chosen again
    if (file.size > LARGEST_FILE) {
      setRefused(t("upload.large", { file: file.name, most: format.bytes(LARGEST_FILE) }));
      return;
    }
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      setRefused(null);
      onBring(text, file.name);
    } catch {
      setRefused(t("upload.unreadable", { file: file.name }));
    }
  };

  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconAlignLeft size={14} />}
          loading={formatting}
          onClick={onFormat}
        >
          {t("format")}
        </Button>
        <FileButton
          accept=".py,text/x-python"
          onChange={(file) => void read(file)}
          resetRef={forget}
        >
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={14} />}>
              {t("upload.action")}
            </Button>
          )}
        </FileButton>
        <TakeAlong file={fileOf(name)} source={source} />
      </Group>
      {refused !== null && (
        <Alert color="orange" role="alert" withCloseButton onClose={() => setRefused(null)}>
          {refused}
        </Alert>
      )}
    </>
  );
}

function fileOf(name: string): string {
  return `${name.replace(/[^\w-]+/g, "_").replace(/^_+|_+$/g, "") || "strategy"}.py`;
}
