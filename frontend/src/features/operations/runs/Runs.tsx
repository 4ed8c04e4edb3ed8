import { Group, Pill, Select, Table, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RUN_STATES } from "../../../shared/runs/kinds";
import { narrowed } from "../../../shared/ui/narrowed";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { short } from "../MemberLink";
import { everybodysRuns } from "../queries";
import { useRefetchInterval } from "../refreshing";
import { Wide } from "../Wide";
import { RunRow } from "./RunRow";

const route = getRouteApi("/signed/operations");

/** Everybody's runs: where they are and whose, not what they are about. */
export function Runs() {
  const { t } = useTranslation(["operations", "common"]);
  const { state, user } = route.useSearch();
  const list = useInfiniteQuery({
    ...everybodysRuns({
      ...(state === undefined ? {} : { state }),
      ...(user === undefined ? {} : { user }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: useRefetchInterval(),
  });
  const { data, error, refetch } = list;
  const runs = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <Filters />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {runs === undefined && error === null && <Loading />}
      {runs?.length === 0 && <Empty title={t("runs.none")}>{t("runs.noneHint")}</Empty>}
      {runs !== undefined && runs.length > 0 && (
        <Wide
          label={t("section.runs")}
          width={900}
          head={
            <>
              <Table.Th scope="col">{t("runs.run")}</Table.Th>
              <Table.Th scope="col">{t("runs.state")}</Table.Th>
              <Table.Th scope="col">{t("runs.user")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("runs.cost")}
              </Table.Th>
              <Table.Th scope="col">{t("runs.asked")}</Table.Th>
              <Table.Th scope="col">{t("runs.took")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("runs.act")}
              </Table.Th>
            </>
          }
        >
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </Wide>
      )}
      <ShowMore list={list} below="md" />
    </>
  );
}

function Filters() {
  const { t } = useTranslation(["operations", "common"]);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  type Search = typeof search;
  const change = (to: { [K in keyof Search]?: Search[K] | undefined }) =>
    void navigate({ search: (before) => narrowed(before, to), replace: true });
  return (
    <Group mb="md" gap="sm" align="flex-end" role="search" aria-label={t("runs.filter")}>
      <Select
        label={t("runs.state")}
        placeholder={t("runs.any")}
        data={RUN_STATES.map((value) => ({ value, label: t(`common:run.${value}`) }))}
        value={search.state ?? null}
        onChange={(value) => change({ state: RUN_STATES.find((state) => state === value) })}
        clearable
        clearButtonProps={{ "aria-label": t("runs.anyState") }}
        w={220}
      />
      {search.user !== undefined && (
        <Group gap={6} h={36}>
          <Text size="sm">{t("runs.of")}</Text>
          <Pill
            withRemoveButton
            size="md"
            removeButtonProps={{
              "aria-label": t("runs.everybody"),
              tabIndex: 0,
              "aria-hidden": false,
            }}
            onRemove={() => change({ user: undefined })}
          >
            {short(search.user)}
          </Pill>
        </Group>
      )}
    </Group>
  );
}
