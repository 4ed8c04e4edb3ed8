import { Group, Select, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { narrowed } from "../../../shared/ui/narrowed";
import { useTyped } from "../../../shared/ui/useTyped";
import { minutesOf, type SeriesName } from "./names";

const route = getRouteApi("/signed/data");

interface FiltersProps {
  all: readonly SeriesName[];
  shown: number;
}

/** What narrows the list down; the address keeps all of it. */
export function Filters({ all, shown }: FiltersProps) {
  const { t } = useTranslation("data");
  const { exchange, pair = "", timeframe } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (to: { exchange?: string | null; pair?: string; timeframe?: string | null }) =>
    void navigate({ search: (before) => narrowed(before, to), replace: true });
  const [typed, setTyped] = useTyped(pair, (said) => change({ pair: said.trim() }));
  const exchanges = [...new Set(all.map((one) => one.exchange))].sort();
  const timeframes = [...new Set(all.map((one) => one.timeframe))].sort(
    (a, b) => minutesOf(a) - minutesOf(b),
  );
  return (
    <Group gap="sm" mb="md" align="flex-end" role="search" aria-label={t("filter.label")}>
      <TextInput
        label={t("filter.pair")}
        placeholder="BTC/USDT"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        maxLength={40}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        style={{ flex: "1 1 200px", maxWidth: 360 }}
      />
      <Select
        label={t("filter.exchange")}
        placeholder={t("filter.any")}
        data={exchanges}
        value={exchange ?? null}
        onChange={(value) => change({ exchange: value })}
        clearable
        style={{ flex: "1 1 130px", maxWidth: 220 }}
      />
      <Select
        label={t("filter.timeframe")}
        placeholder={t("filter.any")}
        data={timeframes}
        value={timeframe ?? null}
        onChange={(value) => change({ timeframe: value })}
        clearable
        style={{ flex: "1 1 110px", maxWidth: 180 }}
      />
      <Text size="sm" c="dimmed" role="status" pb={8}>
        {t("filter.shown", { count: all.length, shown })}
      </Text>
    </Group>
  );
}
