import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type UseMutationResult, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useIdentity } from "../../../shared/identity";
import { NotProven } from "../../../shared/identity/useRecentSignIn";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed, Loading } from "../../../shared/ui/States";
import { EventChoice } from "./EventChoice";
import { KindChoice } from "./KindChoice";
import { eventsOf, type Kind } from "./kinds";
import { channelKinds } from "./queries";
import { isAddress, isChat, isUrl } from "./targets";

type Wanted = Schemas["NewChannel"];

/** Where each kind leads: the name of its field. */
const TARGETS = { email: "address", webhook: "url", telegram: "chat" } as const;
const FIELDS = ["name", "events", "address", "url", "chat", "kind"] as const;

interface NewChannelProps {
  make: UseMutationResult<Schemas["ChannelMade"], Error, Wanted>;
  onClose: () => void;
}

export function NewChannel({ make, onClose }: NewChannelProps) {
  const { data, error, refetch } = useQuery(channelKinds());
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return <Form kinds={data.kinds} make={make} onClose={onClose} />;
}

interface FormProps extends NewChannelProps {
  kinds: Schemas["ChannelKinds"]["kinds"];
}

function Form({ kinds, make, onClose }: FormProps) {
  const { t } = useTranslation(["channels", "common"]);
  const email = useIdentity().session()?.email ?? "";
  const form = useForm({
    initialValues: {
      kind: kinds.find(({ available }) => available)?.kind ?? "webhook",
      name: "",
      address: email,
      url: "",
      chat: "",
      events: ["run.succeeded", "run.failed"] as string[],
    },
    validate: {
      name: (name) => (name.trim() === "" ? t("form.nameMissing") : null),
      events: (events) => (events.length === 0 ? t("form.eventsMissing") : null),
      address: (address, { kind }) =>
        kind !== "email" || isAddress(address) ? null : t("form.addressWrong"),
      url: (url, { kind }) => (kind !== "webhook" || isUrl(url) ? null : t("form.urlWrong")),
      chat: (chat, { kind }) => (kind !== "telegram" || isChat(chat) ? null : t("form.chatWrong")),
    },
  });
  const target = TARGETS[form.values.kind];
  const focusOn = (errors: Partial<Record<string, unknown>>) => {
    const [first] = FIELDS.filter((field) => errors[field] !== undefined);
    form.getInputNode(first ?? "")?.focus();
  };
  const submit = (values: typeof form.values) =>
    make.mutate(wanted(values), {
      onError: (problem) => {
        const errors = refusedAt(problem);
        form.setErrors(errors ?? {});
        focusOn(errors ?? {});
      },
    });
  const told = make.isError && !(make.error instanceof NotProven) && refusedAt(make.error) === null;
  return (
    <form onSubmit={form.onSubmit(submit, focusOn)} noValidate>
      <Stack>
        <KindChoice kinds={kinds} {...form.getInputProps("kind")} />
        <TextInput
          key={target}
          label={t(`form.${target}`)}
          description={t(`form.${target}Hint`)}
          type={target === "address" ? "email" : target === "url" ? "url" : "text"}
          autoComplete={target === "address" ? "email" : "off"}
          required
          {...form.getInputProps(target)}
        />
        <TextInput
          label={t("form.name")}
          description={t("form.nameHint")}
          maxLength={80}
          autoComplete="off"
          required
          {...form.getInputProps("name")}
        />
        <EventChoice {...form.getInputProps("events")} />
        {told && <Failed error={make.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t("form.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Values {
  kind: Kind;
  name: string;
  address: string;
  url: string;
  chat: string;
  events: string[];
}

function wanted({ kind, name, events, ...targets }: Values): Wanted {
  const to = { kind, [TARGETS[kind]]: targets[TARGETS[kind]].trim() };
  return { name: name.trim(), events: eventsOf(events), to: to as Wanted["to"] };
}

/** What a refusal says, at its field: of `to.url` it is `url`. */
function refusedAt(error: unknown) {
  return fieldProblem(error, FIELDS);
}
