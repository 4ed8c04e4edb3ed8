import { Group, Pill, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { narrowed } from "../../../shared/ui/narrowed";
import { short } from "../MemberLink";
import { AuditEntries } from "./AuditEntries";

const route = getRouteApi("/signed/operations");

/** What happened, to everybody or to one user. */
export function Audit() {
  const { t } = useTranslation("operations");
  const { user } = route.useSearch();
  const navigate = route.useNavigate();
  const everybody = () =>
    void navigate({ search: (before) => narrowed(before, { user: undefined }), replace: true });
  return (
    <>
      <Group gap="xs" mb="md">
        <Text size="sm">{t(user === undefined ? "audit.lead" : "audit.of")}</Text>
        {user !== undefined && (
          <Pill
            withRemoveButton
            size="md"
            removeButtonProps={{
              "aria-label": t("audit.everybody"),
              tabIndex: 0,
              "aria-hidden": false,
            }}
            onRemove={everybody}
          >
            {short(user)}
          </Pill>
        )}
      </Group>
      <AuditEntries user={user} limit={50} />
    </>
  );
}
