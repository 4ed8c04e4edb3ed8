import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { isProblem } from "../../../shared/api/problem";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { useChannelsChanged } from "./acts";
import type { Channel } from "./queries";

interface CodeStepProps {
  channel: Channel;
  onClose: () => void;
}

/** Takes the code that was sent to a channel, and turns it on with that. */
export function CodeStep({ channel: { id, name, target }, onClose }: CodeStepProps) {
  const { t } = useTranslation("channels");
  const renew = useChannelsChanged();
  const [code, setCode] = useState("");
  const [unfit, setUnfit] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const path = { channel: id };
  const confirm = useMutation({
    mutationFn: (digits: string) =>
      answer(
        api.POST("/v1/me/channels/{channel}/confirm", { params: { path }, body: { code: digits } }),
      ),
    onSuccess: () => {
      notifications.show({ message: t("code.confirmed", { name }), color: "lagoon" });
      onClose();
    },
    onError: () => field.current?.focus(),
    onSettled: renew,
  });
  const again = useMutation({
    mutationFn: () => answer(api.POST("/v1/me/channels/{channel}/code", { params: { path } })),
    onSuccess: () => {
      setCode("");
      confirm.reset();
      field.current?.focus();
    },
  });
  const refused = fieldProblem(confirm.error, ["code"]);
  const wait = isProblem(again.error) ? again.error.retryAfter : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replaceAll(/\s/g, "");
    const fits = /^\d{6}$/.test(digits);
    setUnfit(!fits);
    if (fits) {
      confirm.mutate(digits);
    } else {
      field.current?.focus();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t("code.lead", { target })}</Text>
        <TextInput
          ref={field}
          label={t("code.label")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          maw={220}
          required
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={unfit ? t("code.wrong") : refused?.code}
        />
        {confirm.isError && refused === null && <Failed error={confirm.error} />}
        {again.isError && wait === null && <Failed error={again.error} />}
        <Text size="sm" role="status">
          {again.isSuccess && t("code.sent")}
          {wait !== null && t("code.wait", { count: Math.ceil(wait) })}
        </Text>
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" px={0} loading={again.isPending} onClick={() => again.mutate()}>
            {t("code.again")}
          </Button>
          <FormActs
            submit={t("code.confirm")}
            pending={confirm.isPending}
            leave={t("code.later")}
            onLeave={onClose}
          />
        </Group>
      </Stack>
    </form>
  );
}
