import { Group, Select, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RUN_KINDS, RUN_STATES } from "../../../shared/runs/kinds";
import { ButtonLink } from "../../../shared/ui/links";
import { narrowed } from "../../../shared/ui/narrowed";
import { isFiltered } from "./filter";
import { StrategySelect } from "./StrategySelect";

const route = getRouteApi("/signed/runs");

/** What narrows the list down; the address keeps all of it. */
export function Filters() {
  const { t } = useTranslation(["runs", "common"]);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  type Search = typeof search;
  const change = (to: { [K in keyof Search]?: Search[K] | undefined }) =>
    void navigate({ search: (before) => narrowed(before, to), replace: true });
  return (
    <Group gap="sm" mb="md" align="flex-end" role="search" aria-label={t("filter.label")}>
      <Select
        label={t("filter.kind")}
        placeholder={t("filter.any")}
        data={RUN_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={search.kind ?? null}
        onChange={(value) => change({ kind: RUN_KINDS.find((kind) => kind === value) })}
        clearable
        style={{ flex: "1 1 150px", maxWidth: 220 }}
      />
      <Select
        label={t("filter.state")}
        placeholder={t("filter.any")}
        data={RUN_STATES.map((value) => ({ value, label: t(`common:run.${value}`) }))}
        value={search.state ?? null}
        onChange={(value) => change({ state: RUN_STATES.find((state) => state === value) })}
        clearable
        style={{ flex: "1 1 140px", maxWidth: 200 }}
      />
      <StrategySelect
        value={search.strategy}
        onChange={(strategy) => change({ strategy })}
        style={{ flex: "2 1 200px", maxWidth: 320 }}
      />
      <TextInput
        type="date"
        label={t("filter.since")}
        value={search.since ?? ""}
        max={search.until}
        onChange={(event) => change({ since: event.currentTarget.value })}
        style={{ flex: "0 1 150px" }}
      />
      <TextInput
        type="date"
        label={t("filter.until")}
        value={search.until ?? ""}
        min={search.since}
        onChange={(event) => change({ until: event.currentTarget.value })}
        style={{ flex: "0 1 150px" }}
      />
      {isFiltered(search) && (
        <ButtonLink to="/runs" search={{}} variant="subtle">
          {t("filter.clear")}
        </ButtonLink>
      )}
    </Group>
  );
}
