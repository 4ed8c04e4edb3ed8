import { Alert, Stack, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { arriving } from "../../../shared/ui/arriving";
import { Failed, Loading } from "../../../shared/ui/States";
import { ReadingList } from "../words/ReadingList";
import { versionReading, versionSource } from "./queries";

const CodeEditor = arriving(() =>
  import("../../../shared/editor/CodeEditor").then(({ CodeEditor }) => CodeEditor),
);

interface VersionReaderProps {
  strategy: string;
  number: number;
}

/** What a version says, in words and as a file. It cannot be changed here. */
export function VersionReader({ strategy, number }: VersionReaderProps) {
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const reading = useQuery(versionReading(strategy, number));
  const source = useQuery(versionSource(strategy, number));
  return (
    <Stack>
      <Alert variant="default" p="xs">
        <Text size="sm">{t("readOnly")}</Text>
      </Alert>
      <Tabs defaultValue="words" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="words">{t("words")}</Tabs.Tab>
          <Tabs.Tab value="code">{t("code")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="words" pt="md">
          {reading.error !== null ? (
            <Failed error={reading.error} onRetry={() => void reading.refetch()} />
          ) : reading.data === undefined ? (
            <Loading />
          ) : (
            <ReadingList reading={reading.data.text} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="code" pt="md">
          {source.error !== null ? (
            <Failed error={source.error} onRetry={() => void source.refetch()} />
          ) : source.data === undefined ? (
            <Loading />
          ) : (
            <Suspense fallback={<Loading />}>
              <CodeEditor
                label={t("sourceOf", { number })}
                value={source.data.source}
                height="60vh"
              />
            </Suspense>
          )}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
