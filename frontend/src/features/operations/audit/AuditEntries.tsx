import { Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { actorOf, detailsOf, type Entry, eventKey } from "../../../shared/audit/entries";
import { useFormats } from "../../../shared/format/useFormats";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { MemberLink } from "../MemberLink";
import { auditLog } from "../queries";
import { useRefetchInterval } from "../refreshing";
import { Wide } from "../Wide";

interface AuditEntriesProps {
  user: string | undefined;
  limit: number;
}

/** The audit log, newest first. */
export function AuditEntries({ user, limit }: AuditEntriesProps) {
  const { t } = useTranslation(["operations", "common"]);
  const list = useInfiniteQuery({
    ...auditLog(user, limit),
    refetchInterval: useRefetchInterval(),
  });
  const { data, error, refetch } = list;
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {entries === undefined && error === null && <Loading />}
      {entries?.length === 0 && <Empty title={t("audit.none")} />}
      {entries !== undefined && entries.length > 0 && (
        <Wide
          label={t("section.audit")}
          width={640}
          head={
            <>
              <Table.Th scope="col">{t("audit.at")}</Table.Th>
              <Table.Th scope="col">{t("audit.what")}</Table.Th>
              {user === undefined && <Table.Th scope="col">{t("audit.account")}</Table.Th>}
              <Table.Th scope="col">{t("audit.by")}</Table.Th>
              <Table.Th scope="col">{t("audit.address")}</Table.Th>
            </>
          }
        >
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} withAccount={user === undefined} />
          ))}
        </Wide>
      )}
      <ShowMore list={list} below="sm" />
    </>
  );
}

function Row({ entry, withAccount }: { entry: Entry; withAccount: boolean }) {
  const { t } = useTranslation(["operations", "account"]);
  const formats = useFormats();
  const actor = actorOf(entry);
  const details = detailsOf(entry);
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{formats.dateTime(entry.at)}</Table.Td>
      <Table.Td>
        {t(`account:event.${eventKey(entry.what)}`)}
        {details !== "" && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {details}
          </Text>
        )}
      </Table.Td>
      {withAccount && (
        <Table.Td>
          {entry.owner === "nobody" ? t("actor.nobody") : <MemberLink id={entry.owner} />}
        </Table.Td>
      )}
      <Table.Td>
        {actor === "other" ? <MemberLink id={entry.actor} /> : t(`actor.${actor}`)}
      </Table.Td>
      <Table.Td>{entry.address || "–"}</Table.Td>
    </Table.Tr>
  );
}
