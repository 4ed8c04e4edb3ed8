import { Code, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { short } from "../MemberLink";
import { Part } from "../Part";
import type { Overview } from "../queries";
import { Wide } from "../Wide";

/** Why runs failed: by the error's name, with the last one of each. */
export function Failures({ overview: { failures, failures_read: read, runs } }: FailuresProps) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const some = read < runs.failed;
  return (
    <Part
      title={t("failures.title")}
      {...(some ? { hint: t("failures.some", { count: read }) } : {})}
    >
      {failures.length === 0 ? (
        <Text size="sm">{t("failures.none")}</Text>
      ) : (
        <Wide
          label={t("failures.title")}
          width={260}
          head={
            <>
              <Table.Th scope="col">{t("failures.code")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("failures.count")}
              </Table.Th>
              <Table.Th scope="col">{t("failures.last")}</Table.Th>
            </>
          }
        >
          {failures.map((failure) => (
            <Table.Tr key={failure.code}>
              <Table.Th scope="row" fw={400}>
                <Code>{failure.code || "–"}</Code>
              </Table.Th>
              <Table.Td ta="right">{formats.number(failure.count, 0)}</Table.Td>
              <Table.Td>
                <Text size="sm">{formats.relative(failure.last)}</Text>
                <Text size="xs" c="dimmed" title={failure.last_run}>
                  {t("failures.run", { id: short(failure.last_run) })}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Wide>
      )}
    </Part>
  );
}

interface FailuresProps {
  overview: Overview;
}
