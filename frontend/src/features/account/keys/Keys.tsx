import { Badge, Button, Code, Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import classes from "../account.module.css";
import { Part } from "../Part";
import { NewKey } from "./NewKey";
import { apiKeys, type Key, standing } from "./queries";

export function Keys() {
  const { t } = useTranslation(["account", "common"]);
  const [making, { open, close }] = useDisclosure();
  const list = useInfiniteQuery(apiKeys());
  const { data, error, refetch } = list;
  const keys = data?.pages.flatMap((page) => page.items);
  return (
    <Part title={t("section.keys")} lead={t("keys.lead")}>
      <Group>
        <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
          {t("keys.new")}
        </Button>
      </Group>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {keys === undefined && error === null && <Loading />}
      {keys?.length === 0 && (
        <Empty title={t("keys.none")} icon={<IconKey size={32} />}>
          {t("keys.noneHint")}
        </Empty>
      )}
      {keys !== undefined && keys.length > 0 && <KeyTable keys={keys} />}
      <ShowMore list={list} />
      <NewKey opened={making} onClose={close} />
    </Part>
  );
}

function KeyTable({ keys }: { keys: Key[] }) {
  const { t } = useTranslation("account");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={classes["region"]} aria-label={t("keys.table")} tabIndex={0}>
      <Table miw={640} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("keys.name")}</Table.Th>
            <Table.Th scope="col">{t("keys.scopes")}</Table.Th>
            <Table.Th scope="col">{t("keys.expires")}</Table.Th>
            <Table.Th scope="col">{t("keys.lastUsed")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("keys.actions")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Row key={key.id} apiKey={key} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Row({ apiKey }: { apiKey: Key }) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const state = standing(apiKey);
  const revoke = useRevoke();
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={2}>
          <Text fw={500} size="sm">
            {apiKey.name}
          </Text>
          <Code style={{ width: "fit-content" }}>…{apiKey.hint}</Code>
        </Stack>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {apiKey.scopes.map((scope) => (
            <Code key={scope}>{scope}</Code>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        {state === "active" ? (
          <Text size="sm">
            {apiKey.expires === null ? t("keys.never") : formats.date(apiKey.expires)}
          </Text>
        ) : (
          <Badge variant="default" styles={{ label: { textTransform: "none" } }}>
            {t(`keys.${state}`)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {apiKey.last_used === null ? t("keys.unused") : formats.relative(apiKey.last_used)}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {state === "active" && (
          <Button
            size="xs"
            variant="default"
            aria-label={t("keys.revokeNamed", { name: apiKey.name })}
            loading={revoke.isPending}
            onClick={() => revoke.ask(apiKey)}
          >
            {t("keys.revoke")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useRevoke() {
  const { t } = useTranslation(["account", "common"]);
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (key: Key) =>
      answer(api.DELETE("/v1/api-keys/{key}", { params: { path: { key: key.id } } })),
    onSuccess: (_done, key) =>
      notifications.show({ message: t("keys.revokedNow", { name: key.name }), color: "lagoon" }),
    onError: (error) =>
      notifications.show({ color: "orange", message: <Failed error={error} />, autoClose: false }),
    onSettled: () => queries.invalidateQueries({ queryKey: apiKeys().queryKey }),
  });
  const ask = (key: Key) =>
    modals.openConfirmModal({
      title: t("keys.revokeNamed", { name: key.name }),
      children: <Text size="sm">{t("keys.revokeHint")}</Text>,
      labels: { confirm: t("keys.revoke"), cancel: t("common:action.cancel") },
      confirmProps: { color: "red.8" },
      onConfirm: () => mutate(key),
    });
  return { ask, isPending };
}
