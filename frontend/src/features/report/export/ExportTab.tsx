import { ActionIcon, Button, Code, CopyButton, Group, Stack, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { runFiles } from "../../../shared/api/queries/runs";
import { useFormats } from "../../../shared/format/useFormats";
import { addressOf, type Result } from "../../../shared/report";
import { Failed, Loading } from "../../../shared/ui/States";
import { Section } from "../overview/Section";
import { Rows } from "../tables/Rows";

const KNOWN = {
  "result.json": "result",
  "trades.csv": "trades",
  "report.html": "page",
  "freqtrade-export.zip": "freqtrade",
  "strategy.py": "strategy",
  "equity.png": "picture",
  "logs.txt": "logs",
} as const;
const ORDER = Object.keys(KNOWN);
const SHOWN = 12;
/** Addresses hold for ten minutes: none that is older than this is offered. */
const FRESH_MS = 5 * 60_000;

/** The run's files, exactly as the API has them. */
export function ExportTab({ run, result }: { run: Schemas["RunView"]; result: Result }) {
  const { t } = useTranslation("report");
  const files = useQuery({ ...runFiles(run.id), refetchInterval: FRESH_MS });
  if (files.data === undefined) {
    return files.error === null ? (
      <Loading />
    ) : (
      <Failed error={files.error} onRetry={() => void files.refetch()} />
    );
  }
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const items = [...files.data.items].sort((one, other) => place(one.name) - place(other.name));
  return (
    <Section title={t("export.title")}>
      <Stack gap="sm">
        <Text size="sm" c="var(--chart-text)">
          {t("export.hint")}
        </Text>
        <Rows label={t("export.title")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("export.file")}</Table.Th>
              <Table.Th scope="col" ta="right" visibleFrom="sm">
                {t("export.size")}
              </Table.Th>
              <Table.Th scope="col" visibleFrom="sm">
                SHA-256
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("export.save")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((file) => (
              <FileRow key={file.name} file={file} />
            ))}
          </Table.Tbody>
        </Rows>
        {!items.some(({ name }) => name === "freqtrade-export.zip") && (
          <Text size="sm" c="var(--chart-text)">
            {t("export.noZip", { engine: result.fingerprint.engine })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function FileRow({ file }: { file: Schemas["FileLink"] }) {
  const { t } = useTranslation(["report", "common"]);
  const formats = useFormats();
  const known = KNOWN[file.name as keyof typeof KNOWN];
  const link = {
    component: "a",
    href: addressOf(file),
    download: file.name,
    "aria-label": t("export.download", { file: file.name }),
  } as const;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Text size="sm" fw={650}>
          {file.name}
        </Text>
        {known !== undefined && (
          <Text size="xs" fw={400} c="var(--chart-text)">
            {t(`export.what.${known}`)}
          </Text>
        )}
        <Group hiddenFrom="sm" gap="xs" mt={4} fw={400}>
          <Text size="xs">{formats.bytes(file.size)}</Text>
          <Hash file={file} />
        </Group>
      </Table.Th>
      <Table.Td ta="right" style={{ whiteSpace: "nowrap" }} visibleFrom="sm">
        {formats.bytes(file.size)}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Hash file={file} />
      </Table.Td>
      <Table.Td ta="right">
        <Button {...link} visibleFrom="sm" size="xs" variant="default" leftSection={<Arrow />}>
          {t("common:action.download")}
        </Button>
        <ActionIcon {...link} hiddenFrom="sm" size="lg" variant="default">
          <Arrow />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function Arrow() {
  return <IconDownload size={14} aria-hidden="true" />;
}

/** The beginning of a file's SHA-256, and a way to copy all of it. */
function Hash({ file }: { file: Schemas["FileLink"] }) {
  const { t } = useTranslation(["report", "common"]);
  return (
    <Group gap={6} wrap="nowrap">
      <Code title={file.sha256} fz="xs">
        {file.sha256.slice(0, SHOWN)}…
      </Code>
      <CopyButton value={file.sha256}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            mih={24}
            onClick={copy}
            aria-label={t("export.copyHash", { file: file.name })}
          >
            {t(copied ? "common:action.copied" : "common:action.copy")}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
