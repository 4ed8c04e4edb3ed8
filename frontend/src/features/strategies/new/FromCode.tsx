import { Button, Group, Kbd, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconFileCode } from "@tabler/icons-react";
import { type FormEvent, useMemo, useRef } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useOnce } from "../../../shared/api/useOnce";
import { CodeEditor } from "../../../shared/editor/CodeEditor";
import { marksOf, ordered } from "../../../shared/editor/markers";
import { ProblemList } from "../../../shared/editor/ProblemList";
import type { EditorHandle } from "../../../shared/editor/types";
import { UploadCode } from "../../../shared/editor/UploadCode";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { useCreate } from "../acts";
import { holdsClass } from "./classes";
import { SAMPLE } from "./sample";
import { useKept } from "./useKept";
import { useVerdict } from "./useVerdict";

const LONGEST_NAME = 120;

/** A strategy from a Freqtrade file: pasted, uploaded, or the sample taken further. */
export function FromCode() {
  const { t } = useTranslation("strategies");
  const editor = useRef<EditorHandle>(null);
  const [kept, keep, forget] = useKept("code", { source: "", name: "", chosen: "" });
  const { source, name } = kept;
  const chosen = holdsClass(source, kept.chosen) ? kept.chosen : "";
  const verdict = useVerdict(source, chosen);
  const create = useCreate({ view: "code", onMade: forget });
  const brought = {
    code: { kind: "code" as const, source, class_name: chosen || null, parameters: null },
    ...(name.trim() === "" ? {} : { name: name.trim() }),
  };
  const key = useOnce(brought);
  const refused = fieldProblem(create.error, ["name"]);
  const marks = useMemo(() => marksOf(verdict.problems), [verdict.problems]);
  const sorted = useMemo(() => ordered(verdict.problems), [verdict.problems]);
  const bring = (text: string) => keep({ ...kept, source: text, chosen: "" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ brought, key });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t("code.lead")}</Text>
        <UploadCode onBring={bring}>
          {source.trim() === "" && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconFileCode size={14} aria-hidden="true" />}
              onClick={() => bring(SAMPLE)}
            >
              {t("code.sample")}
            </Button>
          )}
        </UploadCode>
        <CodeEditor
          label={t("code.label")}
          value={source}
          onChange={(text) => keep({ ...kept, source: text })}
          marks={marks}
          height="48vh"
          handle={editor}
        />
        <Text size="sm" c="dimmed">
          <Trans t={t} i18nKey="code.keys" components={{ key: <Kbd size="xs" /> }} />
        </Text>
        {verdict.error !== null && <Failed error={verdict.error} onRetry={verdict.retry} />}
        {source.trim() !== "" && sorted.length > 0 && (
          <ProblemList problems={sorted} onOpen={(line) => editor.current?.goTo(line)} />
        )}
        {verdict.valid && sorted.length === 0 && (
          <Text size="sm" role="status">
            {t("code.fine")}
          </Text>
        )}
        <Group align="flex-start" gap="md">
          {(verdict.choices.length > 0 || chosen !== "") && (
            <Select
              label={t("code.class")}
              description={t("code.classHint")}
              data={verdict.choices.length > 0 ? verdict.choices : [chosen]}
              value={chosen || null}
              onChange={(value) => keep({ ...kept, chosen: value ?? "" })}
              clearable
            />
          )}
          <TextInput
            label={t("code.name")}
            description={t("code.nameHint")}
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => keep({ ...kept, name: event.currentTarget.value })}
            error={refused?.name}
            w={320}
            maw="100%"
          />
        </Group>
        {create.isError && refused === null && <Failed error={create.error} />}
        <Group gap="sm">
          <Button type="submit" loading={create.isPending} disabled={!verdict.valid}>
            {t("make")}
          </Button>
          {source.trim() !== "" && !verdict.valid && (
            <Text size="sm" c="dimmed">
              {t(verdict.checking ? "code.checking" : "code.notReady")}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
