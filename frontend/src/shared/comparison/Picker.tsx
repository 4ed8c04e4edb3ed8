import { Button, Group, MultiSelect, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { runList } from "../api/queries/runs";
import { useFormats } from "../format/useFormats";
import { headlineOf } from "../runs/summary";
import { Failed } from "../ui/States";

type Run = Schemas["RunSummary"];

interface PickerProps {
  label: string;
  chosen: readonly string[];
  /** How many may be chosen. */
  most: number;
  /** Stands aside: it is compared anyway. */
  without?: string;
  /** Runs of this strategy come first. */
  strategy?: string | null;
  onChoose: (ids: string[]) => void;
}

/** Chooses finished backtests, those of the same strategy first. */
export function Picker({ label, chosen, most, without, strategy, onChoose }: PickerProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const runs = useInfiniteQuery(runList({ kind: "backtest", state: "succeeded" }));
  const data = useMemo(() => {
    const known = (runs.data?.pages ?? [])
      .flatMap(({ items }) => items)
      .filter(({ id }) => id !== without);
    const option = (run: Run) => {
      const headline = headlineOf(run.summary);
      const parts = [
        run.title || t("untitled"),
        run.strategy_version === null ? "" : `v${run.strategy_version}`,
        headline === null ? "" : formats.percent(headline.profit, 1, true),
        formats.dateTime(run.created),
      ];
      return { value: run.id, label: parts.filter((part) => part !== "").join(" · ") };
    };
    const own = known.filter((run) => strategy != null && run.strategy === strategy);
    const others = known.filter((run) => !own.includes(run));
    const listed = new Set(known.map(({ id }) => id));
    // What the address names may be older than what is listed here.
    const unlisted = chosen.filter((id) => !listed.has(id));
    return [
      { group: t("pick.same"), items: own.map(option) },
      { group: t(own.length === 0 ? "pick.all" : "pick.others"), items: others.map(option) },
      {
        group: t("pick.chosen"),
        items: unlisted.map((id) => ({ value: id, label: t("pick.run", { id: id.slice(0, 8) }) })),
      },
    ].filter(({ items }) => items.length > 0);
  }, [runs.data, without, strategy, chosen, formats, t]);
  if (runs.error !== null && runs.data === undefined) {
    return <Failed error={runs.error} onRetry={() => void runs.refetch()} />;
  }
  return (
    <Stack gap={6}>
      <Group align="flex-end" gap="sm">
        <MultiSelect
          label={label}
          description={t("pick.hint", { most })}
          placeholder={chosen.length < most ? t("pick.placeholder") : ""}
          data={data}
          value={[...chosen]}
          onChange={onChoose}
          maxValues={most}
          searchable
          clearable
          hidePickedOptions
          nothingFoundMessage={t("pick.none")}
          style={{ flex: "1 1 16rem", minWidth: 0 }}
          styles={{
            pillsList: { minWidth: 0, maxWidth: "100%" },
            pill: { maxWidth: "100%" },
          }}
        />
        {runs.hasNextPage && (
          <Button
            variant="default"
            loading={runs.isFetchingNextPage}
            onClick={() => void runs.fetchNextPage()}
          >
            {t("pick.older")}
          </Button>
        )}
      </Group>
      {chosen.length >= most && (
        <Text size="sm" role="status">
          {t("pick.full", { most })}
        </Text>
      )}
    </Stack>
  );
}
