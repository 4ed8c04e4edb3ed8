import { Table } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Signed } from "../../../shared/ui/Signed";
import { useFigures } from "../overview/figures";
import type { Numbered } from "./filtering";

/** A trade's figures, a cell each, in the order of `COLUMNS`. */
export const TradeCells = memo(function TradeCells({
  row: { number, trade },
  currency,
}: {
  row: Numbered;
  currency: string;
}) {
  const { t } = useTranslation("trades");
  const write = useFigures(currency);
  return (
    <>
      <Table.Td ta="right">{number}</Table.Td>
      <Table.Td>{trade.pair}</Table.Td>
      <Table.Td>{t(`side.${trade.is_short ? "short" : "long"}`)}</Table.Td>
      <Table.Td>{write.dateTime(trade.open_date)}</Table.Td>
      <Table.Td ta="right">{write.lasting(trade.duration_minutes * 60)}</Table.Td>
      <Table.Td ta="right">
        <Signed value={trade.profit_ratio}>{write.percent(trade.profit_ratio, 2, true)}</Signed>
      </Table.Td>
      <Table.Td ta="right">
        <Signed value={trade.profit_abs}>{write.money(trade.profit_abs, true)}</Signed>
      </Table.Td>
      <Table.Td>{trade.enter_tag || t("untagged")}</Table.Td>
      <Table.Td>{trade.exit_reason}</Table.Td>
      <Table.Td ta="right">{write.price(trade.open_rate)}</Table.Td>
      <Table.Td ta="right">{write.price(trade.close_rate)}</Table.Td>
      <Table.Td ta="right">{write.money(trade.stake_amount)}</Table.Td>
    </>
  );
});
