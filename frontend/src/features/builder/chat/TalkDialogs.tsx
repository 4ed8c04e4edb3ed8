import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas, tagged } from "../../../shared/api/client";
import { conversationKeys, conversationOne } from "../../../shared/api/queries/conversations";
import { FormActs } from "../../../shared/ui/FormActs";
import { Failed } from "../../../shared/ui/States";

const LONGEST_TITLE = 120;

interface TalkDialogProps {
  opened: boolean;
  onClose: () => void;
  talk: Schemas["ConversationSummary"];
}

export function RenameTalk(props: TalkDialogProps) {
  const { t } = useTranslation("chat");
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t("talk.rename")}>
      <RenameForm {...props} />
    </Modal>
  );
}

function RenameForm({ onClose, talk }: TalkDialogProps) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState(talk.title);
  const rename = useMutation({
    mutationFn: async () => {
      const path = { conversation: talk.id };
      const { etag } = await queries.fetchQuery(conversationOne(talk.id));
      return tagged(
        api.PATCH("/v1/conversations/{conversation}", {
          params: { path, header: { "If-Match": etag } },
          body: { title: title.trim() },
        }),
      );
    },
    onSuccess(now) {
      queries.setQueryData(conversationOne(talk.id).queryKey, now);
      void queries.invalidateQueries({ queryKey: conversationKeys.all });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("talk.title")}
          value={title}
          maxLength={LONGEST_TITLE}
          required
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {rename.error !== null && <Failed error={rename.error} />}
        <FormActs
          submit={common("action.save")}
          pending={rename.isPending}
          disabled={title.trim() === ""}
          onLeave={onClose}
        />
      </Stack>
    </form>
  );
}

export function DeleteTalk({
  opened,
  onClose,
  talk,
  onDeleted,
}: TalkDialogProps & { onDeleted: () => void }) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE("/v1/conversations/{conversation}", {
          params: { path: { conversation: talk.id } },
        }),
      ),
    onSuccess() {
      onClose();
      onDeleted();
      queries.removeQueries({ queryKey: conversationKeys.one(talk.id) });
      void queries.invalidateQueries({ queryKey: conversationKeys.all });
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t("talk.delete")}>
      <Stack>
        <Text size="sm">{t("talk.deleteHint", { title: talk.title || t("talk.untitled") })}</Text>
        {remove.error !== null && <Failed error={remove.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {common("action.cancel")}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {common("action.delete")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
