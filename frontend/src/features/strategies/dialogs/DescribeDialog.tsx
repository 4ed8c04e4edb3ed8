import { Alert, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas, Tagged } from "../../../shared/api/client";
import { isProblem } from "../../../shared/api/problem";
import { strategyOne, tagCounts } from "../../../shared/api/queries/strategies";
import { tagOf } from "../../../shared/strategies/tags";
import { FormActs } from "../../../shared/ui/FormActs";
import { Fresh } from "../../../shared/ui/Fresh";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { described, useStrategiesChanged } from "../acts";
import type { DialogProps } from "./Dialogs";

const LONGEST_NAME = 120;
const LONGEST_DESCRIPTION = 4000;
const MOST_TAGS = 20;

/** Name, description and tags of a strategy. */
export function DescribeDialog({ strategy, onClose }: DialogProps) {
  return (
    <Fresh of={strategyOne(strategy.id)}>
      {(read, again) => <Form read={read} onReread={again} onClose={onClose} />}
    </Fresh>
  );
}

interface FormProps {
  read: Tagged<Schemas["StrategyView"]>;
  onReread: () => void;
  onClose: () => void;
}

function Form({ read, onReread, onClose }: FormProps) {
  const { t } = useTranslation(["strategies", "common"]);
  const changed = useStrategiesChanged();
  const { data: known } = useQuery(tagCounts());
  const [name, setName] = useState(read.data.name);
  const [description, setDescription] = useState(read.data.description);
  const [tags, setTags] = useState(read.data.tags);
  const [typing, setTyping] = useState("");
  const [unfit, setUnfit] = useState<string | null>(null);

  const save = useMutation({
    mutationFn: () => described(read.data.id, read.etag, { name: name.trim(), description, tags }),
    onSuccess: () => {
      changed();
      notifications.show({ message: t("describe.saved"), color: "lagoon" });
      onClose();
    },
    // What was typed stays; the next try is made on what stands there now.
    onError: (error) => {
      if (isProblem(error, "stale")) {
        onReread();
      }
    },
  });
  const refused = fieldProblem(save.error, ["name", "description", "tags"]);
  const stale = isProblem(save.error, "stale");
  const tag = (said: string[]) => {
    setUnfit(said.find((text) => tagOf(text) === null) ?? null);
    setTags([...new Set(said.flatMap((text) => tagOf(text) ?? []))]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("describe.name")}
          required
          data-autofocus
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={refused?.name}
        />
        <Textarea
          label={t("describe.description")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST_DESCRIPTION}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={refused?.description}
        />
        <TagsInput
          label={t("describe.tags")}
          description={t("describe.tagsHint")}
          data={Object.keys(known?.counts ?? {})}
          maxTags={MOST_TAGS}
          // Open only while something is typed: it hides the buttons below.
          searchValue={typing}
          onSearchChange={setTyping}
          dropdownOpened={typing !== ""}
          value={tags}
          onChange={tag}
          error={unfit === null ? refused?.tags : t("describe.unfit", { tag: unfit })}
        />
        {stale && (
          <Alert color="orange" role="alert">
            {t("describe.stale")}
          </Alert>
        )}
        {save.isError && refused === null && !stale && <Failed error={save.error} />}
        <FormActs
          submit={t("common:action.save")}
          pending={save.isPending}
          disabled={name.trim() === ""}
          onLeave={onClose}
        />
      </Stack>
    </form>
  );
}
