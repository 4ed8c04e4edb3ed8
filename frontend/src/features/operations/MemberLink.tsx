import { Code, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AnchorLink } from "../../shared/ui/links";

const route = getRouteApi("/signed/operations");

/** A user by address, or by id where that is not known, and the way to their account. */
export function MemberLink({ id, email = "" }: { id: string; email?: string }) {
  const { t } = useTranslation("operations");
  const search = route.useSearch();
  return (
    <AnchorLink
      to="/operations"
      search={{ ...search, member: id }}
      size="sm"
      underline="always"
      title={email === "" ? id : email}
      aria-label={t("users.show", { name: email === "" ? id : email })}
    >
      {email === "" ? <Code>{short(id)}</Code> : <Text span>{email}</Text>}
    </AnchorLink>
  );
}

/** As much of an id as tells it from others at a glance. */
export function short(id: string): string {
  return id.length > 10 ? `${id.slice(0, 8)}…` : id;
}
