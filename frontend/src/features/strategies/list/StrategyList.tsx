import { Button, Center } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { runActivity, underWay } from "../../../shared/notify/activity";
import type { Asked } from "../dialogs/Dialogs";
import classes from "./list.module.css";
import { StrategyRow } from "./StrategyRow";

interface StrategyListProps {
  items: readonly Schemas["StrategySummary"][];
  onAsk: (asked: Asked) => void;
  more: { fetch: () => void; fetching: boolean } | null;
}

export function StrategyList({ items, onAsk, more }: StrategyListProps) {
  const { t } = useTranslation(["strategies", "common"]);
  const { data: latest } = useQuery(runActivity());
  const active = latest?.items.filter(underWay) ?? [];
  return (
    <>
      <ul className={classes["list"]} aria-label={t("title")}>
        {items.map((strategy) => (
          <li key={strategy.id} className={classes["row"]}>
            <StrategyRow
              strategy={strategy}
              active={active.find((run) => run.strategy === strategy.id)}
              onAsk={onAsk}
            />
          </li>
        ))}
      </ul>
      {more !== null && (
        <Center mt="md">
          <Button variant="default" loading={more.fetching} onClick={more.fetch}>
            {t("common:action.more")}
          </Button>
        </Center>
      )}
    </>
  );
}
