import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, once } from "../../shared/api/client";
import { useFormats } from "../../shared/format/useFormats";
import { useIdentity } from "../../shared/identity";
import { NotProven, useRecentSignIn } from "../../shared/identity/useRecentSignIn";
import { fieldProblem } from "../../shared/ui/problems";
import { Failed } from "../../shared/ui/States";
import { Part } from "./Part";

export function MyData() {
  return (
    <>
      <Export />
      <Leaving />
    </>
  );
}

function Export() {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const recently = useRecentSignIn();
  const gather = useMutation({
    mutationFn: () => {
      const key = once(); // asked again after a proof, it is the same request
      return recently(() =>
        answer(api.POST("/v1/me/export", { params: { header: { "Idempotency-Key": key } } })),
      );
    },
  });
  return (
    <Part title={t("data.export")} lead={t("data.exportHint")}>
      {gather.isError && !(gather.error instanceof NotProven) && <Failed error={gather.error} />}
      <div aria-live="polite">
        {gather.data !== undefined && (
          <Text>
            <Anchor href={gather.data.address} download underline="always">
              {t("data.fetch", { size: formats.bytes(gather.data.size) })}
            </Anchor>{" "}
            {t("data.until", { time: formats.dateTime(gather.data.expires) })}
          </Text>
        )}
      </div>
      <Group>
        <Button variant="default" loading={gather.isPending} onClick={() => gather.mutate()}>
          {t("data.gather")}
        </Button>
      </Group>
    </Part>
  );
}

function Leaving() {
  const { t } = useTranslation("account");
  const identity = useIdentity();
  const recently = useRecentSignIn();
  const email = identity.session()?.email ?? "";
  const [typed, setTyped] = useState("");
  const leave = useMutation({
    mutationFn: () =>
      recently(() => answer(api.DELETE("/v1/me", { body: { confirmation: typed.trim() } }))),
    onSuccess: async ({ done }) => {
      await identity.signOut();
      notifications.show({
        message: t(done ? "data.gone" : "data.going"),
        autoClose: false,
        color: "gray",
      });
    },
  });
  const refused = fieldProblem(leave.error, ["confirmation"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave.mutate();
  };
  return (
    <Part danger title={t("data.delete")} lead={t("data.deleteHint")}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("data.confirm", { email })}
            autoComplete="off"
            maw={420}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={refused?.confirmation}
          />
          {leave.isError && refused === null && !(leave.error instanceof NotProven) && (
            <Failed error={leave.error} />
          )}
          <Group>
            <Button
              type="submit"
              color="red.8"
              loading={leave.isPending}
              disabled={typed.trim().toLowerCase() !== email.toLowerCase()}
            >
              {t("data.deleteNow")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Part>
  );
}
