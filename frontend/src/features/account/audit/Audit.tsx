import { Table, Text } from "@mantine/core";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { actorOf, detailsOf, type Entry, eventKey } from "../../../shared/audit/entries";
import { useFormats } from "../../../shared/format/useFormats";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import classes from "../account.module.css";
import { Part } from "../Part";

function auditLog() {
  return infiniteQueryOptions({
    queryKey: ["me", "audit"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/me/audit", {
          params: { query: { limit: 25, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

export function Audit() {
  const { t } = useTranslation(["account", "common"]);
  const list = useInfiniteQuery(auditLog());
  const { data, error, refetch } = list;
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <Part title={t("section.audit")} lead={t("audit.lead")}>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {entries === undefined && error === null && <Loading />}
      {entries?.length === 0 && <Empty title={t("audit.none")} />}
      {entries !== undefined && entries.length > 0 && <AuditTable entries={entries} />}
      <ShowMore list={list} />
    </Part>
  );
}

function AuditTable({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={classes["region"]} aria-label={t("audit.table")} tabIndex={0}>
      <Table miw={{ base: 0, sm: 560 }} verticalSpacing="xs" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" visibleFrom="sm">
              {t("audit.at")}
            </Table.Th>
            <Table.Th scope="col">{t("audit.what")}</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t("audit.who")}
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t("audit.address")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td visibleFrom="sm" style={{ whiteSpace: "nowrap" }}>
                {formats.dateTime(entry.at)}
              </Table.Td>
              <Table.Td>
                {t(`event.${eventKey(entry.what)}`)}
                <Details details={entry.details} />
                <Text hiddenFrom="sm" size="xs" c="dimmed">
                  {[formats.dateTime(entry.at), t(WHO[actorOf(entry)]), entry.address]
                    .filter(Boolean)
                    .join(" · ")}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">{t(WHO[actorOf(entry)])}</Table.Td>
              <Table.Td visibleFrom="sm">{entry.address}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** What happened, beyond its event; what it is about is an id, which says nothing here. */
function Details({ details }: { details: Entry["details"] }) {
  const said = detailsOf({ subject: "", details });
  return said === "" ? null : (
    <Text size="xs" c="dimmed">
      {said}
    </Text>
  );
}

/** Whoever is neither oneself nor nobody runs the platform. */
const WHO = {
  self: "audit.you",
  nobody: "audit.nobody",
  platform: "audit.platform",
  machine: "audit.operator",
  other: "audit.operator",
} as const;
