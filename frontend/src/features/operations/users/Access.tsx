import { Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import type { Member } from "../queries";
import { useMemberChange } from "./useMemberChange";

/** Shuts somebody out with a reason, or lets them in again; either is confirmed by typing. */
export function Access({ member }: { member: Member }) {
  const { t } = useTranslation("operations");
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const params = { path: { user: member.id } };
  const { change, pending, error } = useMemberChange((why: string) =>
    member.suspended
      ? answer(api.POST("/v1/admin/users/{user}/restore", { params }))
      : answer(api.POST("/v1/admin/users/{user}/suspend", { params, body: { reason: why } })),
  );
  const act = member.suspended ? "restore" : "suspend";
  const refused = fieldProblem(error, ["reason"]);
  const confirmed = typed.trim().toLowerCase() === member.email.toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Stack gap={2}>
          <Title order={3} size="h5">
            {t(`${act}.title`)}
          </Title>
          <Text size="sm" c="dimmed">
            {t(`${act}.hint`)}
          </Text>
        </Stack>
        {!member.suspended && (
          <Textarea
            label={t("suspend.reason")}
            description={t("suspend.reasonHint")}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={refused?.reason}
          />
        )}
        <TextInput
          label={t("users.confirm", { email: member.email })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {error !== null && refused === null && <Failed error={error} />}
        <Group>
          <Button
            type="submit"
            loading={pending}
            disabled={!confirmed || (!member.suspended && reason.trim() === "")}
            {...(member.suspended ? {} : { color: "red.8" })}
          >
            {t(`${act}.now`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
