import { Alert, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Tagged } from "../../../shared/api/client";
import { isProblem } from "../../../shared/api/problem";
import { FormActs } from "../../../shared/ui/FormActs";
import { Fresh } from "../../../shared/ui/Fresh";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { changed, useChannelsChanged } from "./acts";
import { EventChoice } from "./EventChoice";
import { eventsOf } from "./kinds";
import { type Channel, channelOne } from "./queries";

const FIELDS = ["name", "events"] as const;

/** Name and events of a channel; where it leads stays, for that was confirmed. */
export function EditChannel({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  return (
    <Fresh of={channelOne(channel.id)}>
      {(read, again) => <Form read={read} onReread={again} onClose={onClose} />}
    </Fresh>
  );
}

interface FormProps {
  read: Tagged<Channel>;
  onReread: () => void;
  onClose: () => void;
}

function Form({ read, onReread, onClose }: FormProps) {
  const { t } = useTranslation(["channels", "common"]);
  const renew = useChannelsChanged();
  const form = useForm({
    initialValues: { name: read.data.name, events: read.data.events as string[] },
    validate: {
      name: (name) => (name.trim() === "" ? t("form.nameMissing") : null),
      events: (events) => (events.length === 0 ? t("form.eventsMissing") : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, events }: typeof form.values) =>
      changed(read.data.id, read.etag, { name: name.trim(), events: eventsOf(events) }),
    onSuccess: ({ data: { name } }) => {
      renew();
      notifications.show({ message: t("edit.saved", { name }), color: "lagoon" });
      onClose();
    },
    // What was entered stays; the next try is made on what stands there now.
    onError: (error) => {
      form.setErrors(fieldProblem(error, FIELDS) ?? {});
      if (isProblem(error, "stale")) {
        onReread();
      }
    },
  });
  const stale = isProblem(save.error, "stale");
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={t("form.name")}
          maxLength={80}
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <EventChoice {...form.getInputProps("events")} />
        {stale && (
          <Alert color="orange" role="alert">
            {t("edit.stale")}
          </Alert>
        )}
        {save.isError && fieldProblem(save.error, FIELDS) === null && !stale && (
          <Failed error={save.error} />
        )}
        <FormActs submit={t("common:action.save")} pending={save.isPending} onLeave={onClose} />
      </Stack>
    </form>
  );
}
