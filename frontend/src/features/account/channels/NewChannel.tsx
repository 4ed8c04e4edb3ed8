import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type UseMutationResult, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useIdentity } from "../../../shared/identity";
import { NotProven } from "../../../shared/identity/useRecentSignIn";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed, Loading } from "../../../shared/ui/States";
import { EventChoice } from "./EventChoice";
import { KindChoice } from "./KindChoice";
import { eventsOf, type Kind } from "./kinds";
import { channelKinds } from "./queries";
import { isAddress, isChat, isUrl } from "./targets";

type Wanted = Schemas["NewChannel"];

/** The field of where each kind leads. */
const TARGETS = { email: "address", webhook: "url", telegram: "chat" } as const;
/** In the order in which they stand there. */
const FIELDS = ["to.address", "to.url", "to.chat", "name", "events"] as const;

/** As the API calls it, so that what it refuses is told at its field; of `to` one target is sent. */
interface Values {
  name: string;
  to: { kind: Kind; address: string; url: string; chat: string };
  events: string[];
}

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
  const { t } = useTranslation("channels");
  const email = useIdentity().session()?.email ?? "";
  const form = useForm<Values>({
    initialValues: {
      name: "",
      to: {
        kind: kinds.find(({ available }) => available)?.kind ?? "webhook",
        ...{ address: email, url: "", chat: "" },
      },
      events: ["run.succeeded", "run.failed"],
    },
    validate: {
      name: (name) => (name.trim() === "" ? t("form.nameMissing") : null),
      to: {
        address: (address, { to }) =>
          to.kind !== "email" || isAddress(address) ? null : t("form.addressWrong"),
        url: (url, { to }) => (to.kind !== "webhook" || isUrl(url) ? null : t("form.urlWrong")),
        chat: (chat, { to }) =>
          to.kind !== "telegram" || isChat(chat) ? null : t("form.chatWrong"),
      },
      events: (events) => (events.length === 0 ? t("form.eventsMissing") : null),
    },
  });
  const target = TARGETS[form.values.to.kind];
  const focusOn = (errors: Record<string, unknown>) => {
    const first = FIELDS.find((field) => field in errors);
    form.getInputNode(first ?? "")?.focus();
  };
  const submit = (values: Values) =>
    make.mutate(wanted(values), {
      onError: (problem) => {
        const errors = fieldProblem(problem, FIELDS) ?? {};
        form.setErrors(errors);
        focusOn(errors);
      },
    });
  const told =
    make.isError && !(make.error instanceof NotProven) && fieldProblem(make.error, FIELDS) === null;
  return (
    <form onSubmit={form.onSubmit(submit, focusOn)} noValidate>
      <Stack>
        <KindChoice kinds={kinds} {...form.getInputProps("to.kind")} />
        <TextInput
          key={target}
          label={t(`form.${target}`)}
          description={t(`form.${target}Hint`)}
          type={target === "address" ? "email" : target === "url" ? "url" : "text"}
          autoComplete={target === "address" ? "email" : "off"}
          required
          {...form.getInputProps(`to.${target}`)}
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
        <FormActs submit={t("form.add")} pending={make.isPending} onLeave={onClose} />
      </Stack>
    </form>
  );
}

function wanted({ name, to, events }: Values): Wanted {
  const target = TARGETS[to.kind];
  return {
    name: name.trim(),
    to: { kind: to.kind, [target]: to[target].trim() } as Wanted["to"],
    events: eventsOf(events),
  };
}
