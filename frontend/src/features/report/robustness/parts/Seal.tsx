import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../shared/format/useFormats";
import { Facts } from "../../overview/Facts";
import { Section } from "../../overview/Section";
import { type Certificate, useCheckFiles } from "../certificate/useCertificate";

/** What the certificate is signed by, and the files to take away. */
export function Seal({ run, certificate }: { run: string; certificate: Certificate }) {
  const { t } = useTranslation("robustness");
  const formats = useFormats();
  const files = useCheckFiles(run);
  const { plan, identity } = certificate.report;
  return (
    <Section title={t("seal.title")}>
      <Stack gap="md">
        <Text size="sm">{t("seal.lead")}</Text>
        <Group gap="xs">
          {files.map((file) => (
            <Button
              key={file.name}
              component="a"
              href={file.address}
              download={file.name}
              variant={file.name === "certificate.json" ? "filled" : "default"}
              size="xs"
              leftSection={<IconDownload size={14} aria-hidden="true" />}
            >
              {file.name} · {formats.bytes(file.size)}
            </Button>
          ))}
        </Group>
        <Facts
          items={[
            [t("seal.created"), formats.dateTime(certificate.created)],
            [t("seal.hash"), <Code key="hash">{certificate.sha256}</Code>],
            [t("seal.key"), <Code key="key">{certificate.public_key}</Code>],
            [t("seal.signature"), <Code key="signature">{certificate.signature}</Code>],
            [t("seal.strategy"), <Code key="strategy">{identity.strategy}</Code>],
            [t("seal.candles"), <Code key="candles">{identity.candles}</Code>],
            [t("seal.engine"), `${identity.engine} ${identity.engine_version}`],
            [t("seal.seed"), String(plan.seed)],
          ]}
        />
      </Stack>
    </Section>
  );
}
