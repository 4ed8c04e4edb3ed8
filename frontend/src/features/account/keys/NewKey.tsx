import {
  Checkbox,
  Code,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, once, type Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { NotProven, useRecentSignIn } from "../../../shared/identity/useRecentSignIn";
import { FormActs } from "../../../shared/ui/FormActs";
import { fieldProblem } from "../../../shared/ui/problems";
import { Failed } from "../../../shared/ui/States";
import { ShownOnce } from "../ShownOnce";
import { apiKeys } from "./queries";

type Scope = Schemas["Scope"];

/** What a key may be given: an account is changed, and a platform run, by people alone. */
const SCOPES = [
  "strategies:read",
  "strategies:write",
  "runs:read",
  "runs:write",
  "data:read",
  "data:write",
  "account:read",
] as const satisfies Scope[];
const DAYS = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;
const FIELDS = ["name", "scopes", "expires"] as const;

interface NewKeyProps {
  opened: boolean;
  onClose: () => void;
}

export function NewKey({ opened, onClose }: NewKeyProps) {
  const { t } = useTranslation(["account", "common"]);
  const queries = useQueryClient();
  const recently = useRecentSignIn();
  const form = useForm({
    initialValues: {
      name: "",
      scopes: ["strategies:read", "runs:read", "data:read"] as string[],
      days: "90",
    },
    validate: {
      name: (name) => (name.trim() === "" ? t("keys.nameMissing") : null),
      scopes: (scopes) => (scopes.length === 0 ? t("keys.scopesMissing") : null),
    },
  });
  const make = useMutation({
    mutationFn: ({ name, scopes, days }: typeof form.values) => {
      const key = once();
      const body = {
        name: name.trim(),
        scopes: SCOPES.filter((scope) => scopes.includes(scope)),
        expires: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
      };
      return recently(() =>
        answer(api.POST("/v1/api-keys", { params: { header: { "Idempotency-Key": key } }, body })),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeys().queryKey }),
    onError: (error) => form.setErrors(fieldProblem(error, FIELDS) ?? {}),
  });
  const leave = () => {
    onClose();
    form.reset();
    make.reset(); // the text of the key is nowhere from here on
  };
  const told =
    make.isError && !(make.error instanceof NotProven) && fieldProblem(make.error, FIELDS) === null;

  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={t(make.isSuccess ? "keys.made" : "keys.new")}
      size="lg"
      closeOnClickOutside={!make.isSuccess}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {make.isSuccess ? (
        <Made made={make.data} onDone={leave} />
      ) : (
        <form onSubmit={form.onSubmit((values) => make.mutate(values))}>
          <Stack>
            <TextInput
              label={t("keys.name")}
              description={t("keys.nameHint")}
              maxLength={80}
              autoComplete="off"
              required
              data-autofocus
              {...form.getInputProps("name")}
            />
            <Checkbox.Group label={t("keys.scopes")} {...form.getInputProps("scopes")}>
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
                {SCOPES.map((scope) => (
                  <Checkbox
                    key={scope}
                    value={scope}
                    label={t(`scope.${scopeKey(scope)}`)}
                    description={<Code fz="xs">{scope}</Code>}
                  />
                ))}
              </SimpleGrid>
            </Checkbox.Group>
            <NativeSelect
              label={t("keys.lasts")}
              data={DAYS.map((days) => ({
                value: String(days),
                label: t("keys.days", { count: days }),
              }))}
              {...form.getInputProps("days")}
              error={form.errors["expires"]}
            />
            {told && <Failed error={make.error} />}
            <FormActs submit={t("keys.create")} pending={make.isPending} onLeave={leave} />
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Made({ made, onDone }: { made: Schemas["ApiKeyMade"]; onDone: () => void }) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  return (
    <ShownOnce
      warning={t("keys.once")}
      label={t("keys.text")}
      text={made.key}
      done={t("keys.stored")}
      onDone={onDone}
    >
      {made.expires !== null && (
        <Text size="sm">{t("keys.until", { date: formats.date(made.expires) })}</Text>
      )}
    </ShownOnce>
  );
}

type Resource = "strategies" | "runs" | "data" | "account";

/** `strategies:read` as its text is called: a colon separates namespaces there. */
function scopeKey(scope: (typeof SCOPES)[number]) {
  return scope.replace(":", "_") as `${Resource}_${"read" | "write"}` & keyof ScopeTexts;
}

type ScopeTexts = typeof import("../../../texts/en/account.json")["scope"];
