import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { PLANS } from "../PlanName";
import type { Member } from "../queries";
import { useMemberChange } from "./useMemberChange";

/** What somebody may use. */
export function PlanForm({ member }: { member: Member }) {
  const { t } = useTranslation(["operations", "common"]);
  const [plan, setPlan] = useState(member.plan);
  const { change, pending, error } = useMemberChange((chosen: string) =>
    answer(
      api.POST("/v1/admin/users/{user}/plan", {
        params: { path: { user: member.id } },
        body: { plan: chosen },
      }),
    ),
  );
  const refused = fieldProblem(error, ["plan"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change(plan);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <NativeSelect
            label={t("users.plan")}
            data={PLANS.map((value) => ({ value, label: t(`plan.${value}`) }))}
            value={plan}
            onChange={(event) => setPlan(event.currentTarget.value)}
            error={refused?.plan}
            flex={1}
          />
          <Button
            type="submit"
            variant="default"
            loading={pending}
            disabled={plan === member.plan}
            aria-label={t("users.savePlan")}
          >
            {t("common:action.save")}
          </Button>
        </Group>
        {error !== null && refused === null && <Failed error={error} />}
      </Stack>
    </form>
  );
}
