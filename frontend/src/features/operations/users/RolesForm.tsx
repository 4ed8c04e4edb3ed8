import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { Failed } from "../../../shared/ui/States";
import type { Member } from "../queries";
import { useMemberChange } from "./useMemberChange";

const ROLES = ["user", "author", "operator"] as const satisfies Member["roles"];

/** What somebody may do; everybody is at least a user. */
export function RolesForm({ member }: { member: Member }) {
  const { t } = useTranslation(["operations", "common"]);
  const [chosen, setChosen] = useState<string[]>(member.roles);
  const { change, pending, error } = useMemberChange((roles: Member["roles"]) =>
    answer(
      api.POST("/v1/admin/users/{user}/roles", {
        params: { path: { user: member.id } },
        body: { roles },
      }),
    ),
  );
  const roles = ROLES.filter((role) => chosen.includes(role));
  const same = roles.length === member.roles.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change(roles);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="flex-start">
        <Checkbox.Group label={t("users.roles")} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {ROLES.map((role) => (
              <Checkbox
                key={role}
                value={role}
                label={t(`role.${role}`)}
                description={t(`role.${role}Hint`)}
                disabled={role === "user"}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {error !== null && <Failed error={error} />}
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={pending}
            disabled={same && roles.every((role) => member.roles.includes(role))}
          >
            {t("users.saveRoles")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
