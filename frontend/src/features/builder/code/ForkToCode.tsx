import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";
import { FormActs } from "../../../shared/ui/FormActs";
import { Failed } from "../../../shared/ui/States";
import { useDraft } from "../draft";

const LONGEST_NAME = 120;

interface ForkToCodeProps {
  opened: boolean;
  onClose: () => void;
  source: string;
}

/** Makes a strategy of its own of the file; the one with the rules stays as it is. */
export function ForkToCode({ opened, onClose, source }: ForkToCodeProps) {
  const { t } = useTranslation("code");
  return (
    <Modal opened={opened} onClose={onClose} title={t("fork.title")}>
      <ForkForm onClose={onClose} source={source} />
    </Modal>
  );
}

function ForkForm({ onClose, source }: Omit<ForkToCodeProps, "opened">) {
  const { t } = useTranslation("code");
  const { strategy } = useDraft();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(() =>
    t("fork.nameOf", { name: strategy.name }).slice(0, LONGEST_NAME),
  );
  const fork = useMutation({
    mutationFn: (key: string) =>
      answer(
        api.POST("/v1/strategies", {
          params: { header: { "Idempotency-Key": key } },
          body: {
            name: name.trim(),
            description: strategy.description,
            tags: strategy.tags,
            code: { kind: "code", source, class_name: null, parameters: null },
          } as Schemas["NewStrategy"],
        }),
      ),
    async onSuccess(made) {
      void queries.invalidateQueries({ queryKey: [...strategyKeys.all, "list"] });
      onClose();
      await navigate({
        to: "/strategies/$strategy",
        params: { strategy: made.id },
        search: { view: "code" },
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    fork.mutate(once());
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t("fork.lead")}</Text>
        <TextInput
          label={t("fork.name")}
          value={name}
          maxLength={LONGEST_NAME}
          required
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fork.error !== null && <Failed error={fork.error} />}
        <FormActs
          submit={t("fork.make")}
          pending={fork.isPending}
          disabled={name.trim() === ""}
          onLeave={onClose}
        />
      </Stack>
    </form>
  );
}
