import { Alert, Code, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { profile } from "../../../shared/api/queries/account";
import { useFormats } from "../../../shared/format/useFormats";
import { AnchorLink } from "../../../shared/ui/links";
import { narrowed } from "../../../shared/ui/narrowed";
import { Failed, Loading } from "../../../shared/ui/States";
import { AuditEntries } from "../audit/AuditEntries";
import { type Member, memberOne } from "../queries";
import { Access } from "./Access";
import { PlanForm } from "./PlanForm";
import { RolesForm } from "./RolesForm";
import { Mark } from "./Users";

const route = getRouteApi("/signed/operations");

/** Somebody's account, beside whatever led to it. */
export function MemberDrawer() {
  const { t } = useTranslation("operations");
  const { member } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () =>
    void navigate({ search: (before) => narrowed(before, { member: undefined }), replace: true });
  return (
    <Drawer
      opened={member !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={t("users.account")}
    >
      {member !== undefined && <Account key={member} id={member} />}
    </Drawer>
  );
}

function Account({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(memberOne(id));
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return <Known member={data} />;
}

function Known({ member }: { member: Member }) {
  const { t } = useTranslation("operations");
  const formats = useFormats();
  const me = useQuery(profile()).data?.data.id;
  const own = me === member.id;
  return (
    <Stack gap="xl">
      <Stack gap={4}>
        <Group gap="xs">
          <Title order={3} size="h4" style={{ overflowWrap: "anywhere" }}>
            {member.email}
          </Title>
          {member.suspended && <Mark color="orange">{t("users.suspended")}</Mark>}
          {member.demo && <Mark color="gray">{t("users.demo")}</Mark>}
        </Group>
        {member.name !== "" && <Text>{member.name}</Text>}
        <Text size="sm" c="dimmed">
          {t("users.sinceDate", { date: formats.dateTime(member.created) })}
        </Text>
        <Code style={{ width: "fit-content" }}>{member.id}</Code>
        <AnchorLink
          to="/operations"
          search={{ section: "runs", user: member.id }}
          size="sm"
          underline="always"
          mt="xs"
        >
          {t("users.runs")}
        </AnchorLink>
      </Stack>
      {own && (
        <Alert color="gray" variant="outline">
          {t("users.own")}
        </Alert>
      )}
      <PlanForm key={`plan ${member.plan}`} member={member} />
      {!own && <RolesForm key={`roles ${member.roles.join()}`} member={member} />}
      {!own && <Access key={`access ${member.suspended}`} member={member} />}
      <Stack gap="xs">
        <Title order={3} size="h5">
          {t("section.audit")}
        </Title>
        <AuditEntries user={member.id} limit={10} />
      </Stack>
    </Stack>
  );
}
