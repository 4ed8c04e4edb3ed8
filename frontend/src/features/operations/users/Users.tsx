import { Badge, Group, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { narrowed } from "../../../shared/ui/narrowed";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { useTyped } from "../../../shared/ui/useTyped";
import { MemberLink } from "../MemberLink";
import { PlanName } from "../PlanName";
import { type Member, members } from "../queries";
import { Wide } from "../Wide";

const route = getRouteApi("/signed/operations");

/** Everybody who has an account. */
export function Users() {
  const { t } = useTranslation(["operations", "common"]);
  const { email = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useTyped(
    email,
    (text) =>
      void navigate({ search: (before) => narrowed(before, { email: text }), replace: true }),
  );
  const list = useInfiniteQuery({ ...members(email), placeholderData: keepPreviousData });
  const { data, error, refetch } = list;
  const found = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <TextInput
        type="search"
        label={t("users.search")}
        placeholder={t("users.searchHint")}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={254}
        maw={360}
        mb="md"
      />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {found === undefined && error === null && <Loading />}
      {found?.length === 0 && <Empty title={t("users.none")}>{t("users.noneHint")}</Empty>}
      {found !== undefined && found.length > 0 && (
        <Wide
          label={t("section.users")}
          width={760}
          head={
            <>
              <Table.Th scope="col">{t("users.email")}</Table.Th>
              <Table.Th scope="col">{t("users.name")}</Table.Th>
              <Table.Th scope="col">{t("users.roles")}</Table.Th>
              <Table.Th scope="col">{t("users.plan")}</Table.Th>
              <Table.Th scope="col">{t("users.since")}</Table.Th>
            </>
          }
        >
          {found.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </Wide>
      )}
      <ShowMore list={list} below="md" />
    </>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Group gap="xs">
          <MemberLink id={member.id} email={member.email} />
          {member.suspended && <Mark color="orange">{t("users.suspended")}</Mark>}
          {member.demo && <Mark color="gray">{t("users.demo")}</Mark>}
        </Group>
      </Table.Th>
      <Table.Td>{member.name || "–"}</Table.Td>
      <Table.Td>{member.roles.map((role) => t(`role.${role}`)).join(", ")}</Table.Td>
      <Table.Td>
        <PlanName plan={member.plan} />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{formats.date(member.created)}</Text>
      </Table.Td>
    </Table.Tr>
  );
}

export function Mark({ color, children }: { color: string; children: string }) {
  return (
    <Badge
      color={color}
      variant="light"
      styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
    >
      {children}
    </Badge>
  );
}
