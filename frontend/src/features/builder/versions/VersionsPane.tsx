import { Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { strategyVersions } from "../../../shared/api/queries/strategies";
import { ShowMore } from "../../../shared/ui/ShowMore";
import { Failed, Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { StrategyTags } from "./StrategyTags";
import { useRestore } from "./useRestore";
import { type Shown, VersionDialog } from "./VersionDialog";
import { VersionRow } from "./VersionRow";

const route = getRouteApi("/signed/strategies/$strategy");

/** What the strategy said before: to be read, compared, and taken up again. */
export function VersionsPane() {
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const { strategy } = useDraft();
  const { before, after } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(strategyVersions(strategy.id));
  const restore = useRestore();

  const show = (numbers: Shown) =>
    void navigate({
      search: ({ before: _, after: __, ...kept }) => ({ ...kept, ...numbers }),
      replace: true,
    });

  return (
    <Stack gap="md">
      <StrategyTags />
      <Stack gap="xs">
        <Title order={2} size="h6">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("lead")}
        </Text>
      </Stack>
      {restore.error !== null && <Failed error={restore.error} />}
      {list.error !== null && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data === undefined && list.error === null && <Loading />}
      {list.data !== undefined && (
        <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: "none" }}>
          {list.data.pages
            .flatMap(({ items }) => items)
            .map((version) => (
              <VersionRow
                key={version.number}
                version={version}
                latest={strategy.latest}
                restoring={restore.isPending && restore.variables === version.number}
                busy={restore.isPending}
                onRead={() => show({ after: version.number })}
                onCompare={() => show(pairOf(version.number, strategy.latest))}
                onRestore={() => restore.mutate(version.number)}
              />
            ))}
        </Stack>
      )}
      <ShowMore list={list} />
      <VersionDialog
        strategy={strategy.id}
        latest={strategy.latest}
        before={before}
        after={after}
        onShow={show}
      />
    </Stack>
  );
}

/** What a version is compared with: the newest; the newest itself with the one before. */
function pairOf(number: number, latest: number): { before: number; after: number } {
  return number === latest
    ? { before: Math.max(number - 1, 1), after: number }
    : { before: number, after: latest };
}
