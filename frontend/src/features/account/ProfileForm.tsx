import { Badge, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, type Tagged, tagged } from "../../shared/api/client";
import { isProblem } from "../../shared/api/problem";
import { accountKeys, profile } from "../../shared/api/queries/account";
import { useFormats } from "../../shared/format/useFormats";
import { fieldProblem } from "../../shared/ui/problems";
import { Failed, Loading } from "../../shared/ui/States";
import { Part } from "./Part";

export function ProfileForm() {
  const { data, error, refetch } = useQuery(profile());
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return <Form me={data} />;
}

function Form({ me }: { me: Tagged<Schemas["Profile"]> }) {
  const { t } = useTranslation(["account", "common"]);
  const formats = useFormats();
  const queries = useQueryClient();
  const [name, setName] = useState(me.data.name);
  const rename = useMutation({
    mutationFn: () =>
      tagged(
        api.PATCH("/v1/me", {
          params: { header: { "If-Match": me.etag } },
          body: { name: name.trim() },
        }),
      ),
    onSuccess: (renamed) => {
      queries.setQueryData(profile().queryKey, renamed);
      notifications.show({ message: t("profile.saved"), color: "lagoon" });
    },
    onError: (error) => {
      if (isProblem(error, "stale")) {
        void queries.invalidateQueries({ queryKey: accountKeys.me });
      }
    },
  });
  const refused = fieldProblem(rename.error, ["name"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Part title={t("section.profile")}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("profile.name")}
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={refused?.name}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} component="dl" m={0}>
            <Fact label={t("profile.email")}>{me.data.email}</Fact>
            <Fact label={t("profile.since")}>{formats.date(me.data.created)}</Fact>
            <Fact label={t("profile.plan")}>{t(`plan.${planOf(me.data.plan)}`)}</Fact>
            <Fact label={t("profile.roles")}>
              <Group gap={4} component="span">
                {me.data.roles.map((role) => (
                  <Badge
                    key={role}
                    variant="default"
                    component="span"
                    styles={{ label: { textTransform: "none" } }}
                  >
                    {t(`role.${role}`)}
                  </Badge>
                ))}
              </Group>
            </Fact>
          </SimpleGrid>
          {rename.isError && refused === null && <Failed error={rename.error} />}
          <Group>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name.trim() === me.data.name}
            >
              {t("common:action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Part>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}

const PLANS = ["free", "pro", "own"] as const;

function planOf(name: string): (typeof PLANS)[number] | "other" {
  return PLANS.find((plan) => plan === name) ?? "other";
}
