import { Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type StrategyFilter, strategyList } from "../../shared/api/queries/strategies";
import { ButtonLink } from "../../shared/ui/links";
import { PageHeader } from "../../shared/ui/PageHeader";
import { Failed, Loading } from "../../shared/ui/States";
import { type Asked, Dialogs } from "./dialogs/Dialogs";
import { ImportButton } from "./dialogs/ImportDialog";
import { Filters } from "./list/Filters";
import { FirstStrategy } from "./list/FirstStrategy";
import { NothingFound } from "./list/NothingFound";
import { StrategyList } from "./list/StrategyList";

const route = getRouteApi("/signed/strategies");

/** One's strategies: found, looked over, and taken up again. */
export default function StrategiesPage() {
  const { t } = useTranslation("strategies");
  const filter: StrategyFilter = route.useSearch();
  const filtered = [filter.text, filter.tag, filter.kind].some((one) => one !== undefined);
  const [asked, setAsked] = useState<Asked | null>(null);
  const {
    data,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
    isPlaceholderData,
  } = useInfiniteQuery({ ...strategyList(filter), placeholderData: keepPreviousData });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data !== undefined && items.length === 0 && !filtered && !isPlaceholderData;

  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <Group gap="xs">
            <ImportButton />
            <ButtonLink
              to="/strategies/new"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
            >
              {t("new")}
            </ButtonLink>
          </Group>
        }
      />
      {first ? (
        <FirstStrategy />
      ) : (
        <>
          <Filters />
          {data === undefined && error === null && <Loading />}
          {data === undefined && error !== null && (
            <Failed error={error} onRetry={() => void refetch()} />
          )}
          {data !== undefined && items.length === 0 && <NothingFound />}
          {items.length > 0 && (
            <StrategyList
              items={items}
              onAsk={setAsked}
              more={
                hasNextPage
                  ? { fetch: () => void fetchNextPage(), fetching: isFetchingNextPage }
                  : null
              }
            />
          )}
        </>
      )}
      <Dialogs asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
