import { Alert, Box, Button, Group, Kbd, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, Suspense, useCallback, useMemo, useRef } from "react";
import { Trans, useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { isProblem } from "../../../shared/api/problem";
import { marksOf, ordered } from "../../../shared/editor/markers";
import { ProblemList } from "../../../shared/editor/ProblemList";
import type { EditorHandle } from "../../../shared/editor/types";
import { arriving } from "../../../shared/ui/arriving";
import { Failed, Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { CodeTools } from "./CodeTools";
import { assistWith } from "./help";
import { knowledge } from "./queries";

const CodeEditor = arriving(() =>
  import("../../../shared/editor/CodeEditor").then(({ CodeEditor }) => CodeEditor),
);

/** The user's own Freqtrade file, edited. */
export function OwnCode({ code }: { code: Schemas["CodeStrategy"] }) {
  const { t } = useTranslation("code");
  const { t: common } = useTranslation();
  const { change, problems, strategy } = useDraft();
  const knowing = useQuery(knowledge());
  const known = knowing.data;
  const editor = useRef<EditorHandle>(null);

  const write = useCallback(
    (source: string) => change({ ...code, source }, { label: t("step.typed"), merge: "code" }),
    [change, code, t],
  );
  const format = useMutation({
    mutationFn: (source: string) => answer(api.POST("/v1/code/format", { body: { source } })),
    onSuccess: ({ source }, sent) => editor.current?.rewrite(sent, source),
    onError(error) {
      if (isProblem(error) && error.line !== null) {
        editor.current?.goTo(error.line);
      }
    },
  });
  const bring = (source: string, file: string) =>
    change({ ...code, source, class_name: null }, { label: t("step.uploaded", { file }) });

  const assist = useMemo(() => (known === undefined ? undefined : assistWith(known)), [known]);
  const marks = useMemo(() => marksOf(problems), [problems]);
  const sorted = useMemo(() => ordered(problems), [problems]);
  const formatByKey = (event: KeyboardEvent) => {
    if (event.shiftKey && event.altKey && event.code === "KeyF") {
      event.preventDefault();
      format.mutate(code.source);
    }
  };

  return (
    <Stack gap="sm">
      <CodeTools
        name={strategy.name}
        source={code.source}
        formatting={format.isPending}
        onFormat={() => format.mutate(code.source)}
        onBring={bring}
      />
      {format.error !== null && <Failed error={format.error} />}
      <Suspense fallback={<Loading label={t("loading")} />}>
        <Box onKeyDown={formatByKey}>
          <CodeEditor
            label={t("own.label")}
            value={code.source}
            onChange={write}
            marks={marks}
            assist={assist}
            handle={editor}
          />
        </Box>
      </Suspense>
      <Text size="sm" c="dimmed">
        <Trans t={t} i18nKey="own.keys" components={{ key: <Kbd size="xs" /> }} />
      </Text>
      {knowing.error !== null && (
        <Group gap="xs" role="status">
          <Text size="sm">{t("own.unknowing")}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void knowing.refetch()}>
            {common("action.retry")}
          </Button>
        </Group>
      )}
      {sorted.length === 0 ? (
        <Alert variant="default" p="xs" role="status">
          <Text size="sm">{t("problems.none")}</Text>
        </Alert>
      ) : (
        <ProblemList problems={sorted} onOpen={(line) => editor.current?.goTo(line)} />
      )}
    </Stack>
  );
}
