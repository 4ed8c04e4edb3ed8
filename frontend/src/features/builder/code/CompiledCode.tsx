import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBrandPython } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { arriving } from "../../../shared/ui/arriving";
import { Failed, Loading } from "../../../shared/ui/States";
import { ForkToCode } from "./ForkToCode";
import { compiled } from "./queries";
import { TakeAlong } from "./TakeAlong";

const CodeEditor = arriving(() =>
  import("../../../shared/editor/CodeEditor").then(({ CodeEditor }) => CodeEditor),
);

/** Rules change with every move of a slider: the file follows once they rest. */
const SETTLED_MS = 250;

/** The file that the rules compile to. It is read here, and changed by the rules. */
export function CompiledCode({ content }: { content: Schemas["SpecStrategy"] }) {
  const { t } = useTranslation("code");
  const [settled] = useDebouncedValue(content, SETTLED_MS);
  const { data, error, refetch } = useQuery(compiled(settled));
  const [forking, setForking] = useState(false);

  if (error !== null) {
    return <Failed error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return <Loading />;
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" style={{ flex: "1 1 16rem" }}>
          {t("compiled.lead")}
        </Text>
        <Group gap="xs">
          <TakeAlong file={data.file} source={data.source} />
          <Button
            size="xs"
            leftSection={<IconBrandPython size={14} />}
            onClick={() => setForking(true)}
          >
            {t("fork.action")}
          </Button>
        </Group>
      </Group>
      <Suspense fallback={<Loading label={t("loading")} />}>
        <CodeEditor label={t("compiled.label", { file: data.file })} value={data.source} />
      </Suspense>
      <Alert variant="default" p="xs">
        <Text size="sm">{t("compiled.hint")}</Text>
      </Alert>
      <ForkToCode opened={forking} onClose={() => setForking(false)} source={data.source} />
    </Stack>
  );
}
