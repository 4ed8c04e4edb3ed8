import { Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOnce } from "../../../shared/api/useOnce";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { forked, useStrategiesChanged } from "../acts";
import type { DialogProps } from "./Dialogs";

const LONGEST_NAME = 120;

/** A copy of the newest version, to go on from by itself. */
export function ForkDialog({ strategy, onClose }: DialogProps) {
  const { t } = useTranslation("strategies");
  const changed = useStrategiesChanged();
  const navigate = useNavigate();
  const [name, setName] = useState(() =>
    t("fork.nameOf", { name: strategy.name }).slice(0, LONGEST_NAME),
  );
  const key = useOnce(name);
  const fork = useMutation({
    mutationFn: () => forked(strategy.id, name.trim(), key),
    onSuccess: async (made) => {
      changed();
      onClose();
      await navigate({ to: "/strategies/$strategy", params: { strategy: made.id } });
    },
  });
  const refused = fieldProblem(fork.error, ["name"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    fork.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t("fork.lead", { number: strategy.latest })}</Text>
        <TextInput
          label={t("fork.name")}
          required
          data-autofocus
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refused?.name}
        />
        {fork.isError && refused === null && <Failed error={fork.error} />}
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
