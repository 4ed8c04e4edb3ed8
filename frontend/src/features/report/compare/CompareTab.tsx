import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { Compared } from "../../../shared/comparison/Comparison";
import { MOST } from "../../../shared/comparison/figures";
import { Picker } from "../../../shared/comparison/Picker";
import { Empty } from "../../../shared/ui/States";
import { useTradeSearch } from "../trades/useTradeSearch";

/** This run beside others of its strategy, or any. */
export function CompareTab({ run }: { run: Schemas["RunView"] }) {
  const { t } = useTranslation("compare");
  const [search, change] = useTradeSearch();
  const others = [...new Set<string>(search.with ?? [])]
    .filter((id) => id !== run.id)
    .slice(0, MOST - 1);
  return (
    <Stack gap="md">
      <Picker
        label={t("pick.with")}
        chosen={others}
        most={MOST - 1}
        without={run.id}
        strategy={run.strategy}
        onChoose={(ids) => change({ with: ids.length === 0 ? undefined : ids })}
      />
      {others.length === 0 ? (
        <Empty title={t("one.title")}>{t("one.tab")}</Empty>
      ) : (
        <Compared ids={[run.id, ...others]} />
      )}
    </Stack>
  );
}
