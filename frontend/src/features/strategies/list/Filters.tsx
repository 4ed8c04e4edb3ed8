import { ActionIcon, Group, Select, TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tagCounts } from "../../../shared/api/queries/strategies";
import { narrowed } from "../../../shared/ui/narrowed";
import { useTyped } from "../../../shared/ui/useTyped";

const route = getRouteApi("/signed/strategies");

const KINDS = ["spec", "code"] as const;
const ORDERS = ["updated", "created"] as const;

/** What narrows the list down; the address keeps all of it. */
export function Filters() {
  const { t } = useTranslation("strategies");
  const { text = "", tag, kind, order = "updated" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: tags } = useQuery(tagCounts());
  type Search = ReturnType<typeof route.useSearch>;
  const change = (to: { [K in keyof Search]?: Search[K] | undefined }) =>
    void navigate({ search: (before) => narrowed(before, to), replace: true });
  const [typed, setTyped] = useTyped(text, (said) => change({ text: said.trim() }));
  // A tag of the address is shown even where nothing has it (any more).
  const known = Object.entries({ ...(tag === undefined ? {} : { [tag]: 0 }), ...tags?.counts });

  return (
    <Group gap="sm" mb="md" align="flex-end" role="search" aria-label={t("filter.label")}>
      <TextInput
        label={t("filter.text")}
        placeholder={t("filter.textHint")}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={
          typed !== "" && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t("filter.clearText")}
              onClick={() => setTyped("")}
            >
              <IconX size={14} aria-hidden="true" />
            </ActionIcon>
          )
        }
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        style={{ flex: "1 1 220px" }}
      />
      <Select
        label={t("filter.tag")}
        placeholder={t("filter.any")}
        data={known.map(([name, count]) => ({ value: name, label: `${name} (${count})` }))}
        value={tag ?? null}
        onChange={(value) => change({ tag: value ?? undefined })}
        clearable
        searchable
        nothingFoundMessage={t("filter.noTag")}
        style={{ flex: "1 1 150px", maxWidth: 240 }}
      />
      <Select
        label={t("filter.kind")}
        placeholder={t("filter.any")}
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind ?? null}
        onChange={(value) => change({ kind: KINDS.find((one) => one === value) })}
        clearable
        style={{ flex: "1 1 130px", maxWidth: 200 }}
      />
      <Select
        label={t("filter.order")}
        data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
        value={order}
        onChange={(value) => change({ order: value === "created" ? "created" : undefined })}
        allowDeselect={false}
        style={{ flex: "1 1 150px", maxWidth: 200 }}
      />
    </Group>
  );
}
