import { Button, FileInput, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOnce } from "../../../shared/api/useOnce";
import { useFormats } from "../../../shared/format/useFormats";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { imported, useStrategiesChanged } from "../acts";

const LARGEST_FILE = 5_000_000;
const LONGEST_NAME = 120;

/** Brings a strategy in from a file. */
export function ImportButton() {
  const { t } = useTranslation("strategies");
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden="true" />}
        onClick={open}
      >
        {t("import.action")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("import.title")}>
        <Form onClose={close} />
      </Modal>
    </>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("strategies");
  const formats = useFormats();
  const changed = useStrategiesChanged();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const key = useOnce([file?.name, file?.lastModified, name]);
  const bring = useMutation({
    mutationFn: (chosen: File) => imported(chosen, name.trim(), key),
    onSuccess: async (made) => {
      changed();
      onClose();
      await navigate({ to: "/strategies/$strategy", params: { strategy: made.id } });
    },
  });
  const refused = fieldProblem(bring.error, ["name", "file"]);
  const large = file !== null && file.size > LARGEST_FILE;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== null) {
      bring.mutate(file);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t("import.lead")}</Text>
        <FileInput
          label={t("import.file")}
          placeholder={t("import.choose")}
          accept=".zip,.json,.py,application/zip,application/json,text/x-python"
          required
          clearable
          data-autofocus
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            bring.reset();
          }}
          clearButtonProps={{ "aria-label": t("import.clear") }}
          error={
            large
              ? t("import.large", { most: formats.bytes(LARGEST_FILE) })
              : (refused?.file ?? null)
          }
        />
        <TextInput
          label={t("import.name")}
          description={t("import.nameHint")}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refused?.name}
        />
        {bring.isError && refused === null && <Failed error={bring.error} />}
        <FormActs
          submit={t("import.make")}
          pending={bring.isPending}
          disabled={file === null || large}
          onLeave={onClose}
        />
      </Stack>
    </form>
  );
}
