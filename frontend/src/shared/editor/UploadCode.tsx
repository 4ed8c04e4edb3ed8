import { Alert, Button, FileButton, Group } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";

/** Larger than any strategy; what is smaller is the platform's to judge. */
const LARGEST_FILE = 1_000_000;

interface UploadCodeProps {
  onBring: (source: string, file: string) => void;
  /** Other things that can be done with the whole file, after this one. */
  children?: ReactNode;
  /** The same, before it. */
  before?: ReactNode;
}

/** Takes a Python file from the reader's disk; says why where it cannot. */
export function UploadCode({ onBring, before, children }: UploadCodeProps) {
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
        {before}
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
        {children}
      </Group>
      {refused !== null && (
        <Alert color="orange" role="alert" withCloseButton onClose={() => setRefused(null)}>
          {refused}
        </Alert>
      )}
    </>
  );
}
