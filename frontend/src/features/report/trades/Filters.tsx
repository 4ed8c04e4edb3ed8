import { Group, Select, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { type Numbered, tagOf, UNTAGGED, valuesOf } from "./filtering";
import { useTradeSearch } from "./useTradeSearch";

interface FiltersProps {
  pairs: readonly string[];
  rows: readonly Numbered[];
  /** How many of them are let through. */
  shown: number;
}

/** Which trades are looked at; all of it kept by the address. */
export function Filters({ pairs, rows, shown }: FiltersProps) {
  const { t } = useTranslation("trades");
  const formats = useFormats();
  const [search, change] = useTradeSearch();
  const tags = useMemo(() => valuesOf(rows, tagOf), [rows]);
  const reasons = useMemo(() => valuesOf(rows, (trade) => trade.exit_reason), [rows]);
  const hasShorts = useMemo(() => rows.some(({ trade }) => trade.is_short), [rows]);
  const all = { clearable: true, placeholder: t("filter.all"), size: "sm", w: 160 } as const;
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={t("filter.label")}>
      <Select
        {...all}
        label={t("filter.pair")}
        data={[...pairs]}
        value={search.pair ?? null}
        onChange={(pair) => change({ pair: pair ?? undefined, trade: undefined })}
        searchable={pairs.length > 8}
      />
      {hasShorts && (
        <Select
          {...all}
          w={120}
          label={t("filter.side")}
          data={(["long", "short"] as const).map((side) => ({
            value: side,
            label: t(`side.${side}`),
          }))}
          value={search.side ?? null}
          onChange={(side) => change({ side: (side as "long" | "short" | null) ?? undefined })}
        />
      )}
      {tags.length > 1 && (
        <Select
          {...all}
          label={t("filter.entry")}
          data={tags.map((tag) => ({ value: tag, label: tag === UNTAGGED ? t("untagged") : tag }))}
          value={search.entry ?? null}
          onChange={(entry) => change({ entry: entry ?? undefined })}
        />
      )}
      {reasons.length > 1 && (
        <Select
          {...all}
          label={t("filter.exit")}
          data={reasons}
          value={search.exit ?? null}
          onChange={(exit) => change({ exit: exit ?? undefined })}
        />
      )}
      <Select
        {...all}
        w={130}
        label={t("filter.outcome")}
        data={(["won", "lost"] as const).map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
        value={search.outcome ?? null}
        onChange={(one) => change({ outcome: (one as "won" | "lost" | null) ?? undefined })}
      />
      <Text size="sm" role="status" pb={8}>
        {t("filter.shown", {
          shown: formats.number(shown, 0),
          all: formats.number(rows.length, 0),
          count: rows.length,
        })}
      </Text>
    </Group>
  );
}
