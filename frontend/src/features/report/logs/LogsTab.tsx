import { Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFileText } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { useRunText } from "../../../shared/report";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { Section } from "../overview/Section";
import { Lines } from "./Lines";

const LOG = "logs.txt";

/** What the engine wrote while it worked, where it writes anything. */
export function LogsTab({ run }: { run: Schemas["RunView"] }) {
  const { t } = useTranslation("report");
  const there = run.artifacts.some(({ name }) => name === LOG);
  const text = useRunText(run.id, LOG, there);
  if (!there) {
    return (
      <Empty title={t("logs.none")} icon={<IconFileText size={40} stroke={1.2} />}>
        {t("logs.noneHint")}
      </Empty>
    );
  }
  if (text.data === undefined) {
    return text.error === null ? (
      <Loading />
    ) : (
      <Failed error={text.error} onRetry={() => void text.refetch()} />
    );
  }
  return <Log text={text.data} />;
}

function Log({ text }: { text: string }) {
  const { t } = useTranslation("report");
  const formats = useFormats();
  const [wanted, setWanted] = useState("");
  const [settled] = useDebouncedValue(wanted, 200);
  const lines = useMemo(() => {
    const all = text.replace(/\n$/, "").split("\n");
    const part = settled.trim().toLowerCase();
    return part === "" ? all : all.filter((line) => line.toLowerCase().includes(part));
  }, [text, settled]);
  return (
    <Section title={t("logs.title")}>
      <Stack gap="sm">
        <TextInput
          label={t("logs.filter")}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          maw={360}
        />
        <Text size="sm" c="var(--chart-text)" role="status">
          {t("logs.lines", { lines: formats.number(lines.length, 0) })}
        </Text>
        <Lines label={t("logs.title")} lines={lines} />
      </Stack>
    </Section>
  );
}
