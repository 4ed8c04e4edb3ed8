import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { strategyList, strategyOne } from "../../../shared/api/queries/strategies";

const RESTS_MS = 250;

interface StrategySelectProps extends Pick<SelectProps, "style"> {
  value: string | undefined;
  onChange: (strategy: string | undefined) => void;
}

/** One of the strategies, found while its name is typed. */
export function StrategySelect({ value, onChange, style }: StrategySelectProps) {
  const { t } = useTranslation("runs");
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), RESTS_MS);
  const chosen = useQuery({ ...strategyOne(value ?? ""), enabled: value !== undefined });
  const name = value === undefined ? undefined : (chosen.data?.data.name ?? t("filter.gone"));
  const { data } = useInfiniteQuery({
    // What is chosen stands in the field: that is no search.
    ...strategyList(text === "" || text === name ? {} : { text }),
    placeholderData: keepPreviousData,
  });
  const found = new Map((data?.pages[0]?.items ?? []).map((one) => [one.id, one.name]));
  if (value !== undefined && name !== undefined) {
    found.set(value, name);
  }
  return (
    <Select
      label={t("filter.strategy")}
      placeholder={t("filter.any")}
      data={[...found].map(([id, label]) => ({ value: id, label }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      onSearchChange={setTyped}
      nothingFoundMessage={t("filter.noStrategy")}
      clearable
      {...(style === undefined ? {} : { style })}
    />
  );
}
