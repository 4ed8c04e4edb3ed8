import { ActionIcon, Card, Group, ScrollArea, Table, Text, Title } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Signed } from "../../../shared/ui/Signed";
import { type Figures, useFigures } from "../overview/figures";
import type { Numbered } from "./filtering";

interface TradeCardProps {
  row: Numbered;
  currency: string;
  /** The trade before and after it in the table; undefined at its ends. */
  before: number | undefined;
  after: number | undefined;
  onChoose: (number: number | undefined) => void;
}

/** The chosen trade with all of its orders. */
export function TradeCard({ row, currency, before, after, onChoose }: TradeCardProps) {
  const { t } = useTranslation("trades");
  const write = useFigures(currency);
  const { trade } = row;
  const title = t("card.title", { number: row.number, pair: trade.pair });
  return (
    <Card withBorder padding="sm" component="section" aria-label={title}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Group gap="sm">
          <Title order={3} size="h6">
            {title}
          </Title>
          <Text size="sm">
            <Headline row={row} write={write} />
          </Text>
        </Group>
        <Group gap={4}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t("card.before")}
            disabled={before === undefined}
            onClick={() => onChoose(before)}
          >
            <IconChevronLeft size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t("card.after")}
            disabled={after === undefined}
            onClick={() => onChoose(after)}
          >
            <IconChevronRight size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t("card.close")}
            onClick={() => onChoose(undefined)}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      </Group>
      <ScrollArea
        type="auto"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("card.orders") }}
      >
        <Table fz="sm" verticalSpacing={3} aria-label={t("card.orders")} miw={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("order.kind")}</Table.Th>
              <Table.Th scope="col">{t("order.filled")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("order.rate")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("order.amount")}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t("order.cost")}
              </Table.Th>
              <Table.Th scope="col">{t("order.tag")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trade.orders.map((order) => (
              <Table.Tr key={`${order.filled_at} ${order.is_entry} ${order.amount} ${order.rate}`}>
                <Table.Td>
                  {t(order.is_entry ? "order.entry" : "order.exit")} · {t(`order.${order.side}`)}
                </Table.Td>
                <Table.Td>{write.dateTime(order.filled_at)}</Table.Td>
                <Table.Td ta="right">{write.price(order.rate)}</Table.Td>
                <Table.Td ta="right">{write.price(order.amount)}</Table.Td>
                <Table.Td ta="right">{write.money(order.cost)}</Table.Td>
                <Table.Td>{order.tag || "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Text size="xs" c="var(--chart-text)" mt={6}>
        {t("card.more", {
          fees: write.money(trade.fees_abs),
          low: write.price(trade.min_rate),
          high: write.price(trade.max_rate),
          stop: trade.stop_loss > 0 ? write.price(trade.stop_loss) : "–",
        })}
      </Text>
    </Card>
  );
}

function Headline({ row: { trade }, write }: { row: Numbered; write: Figures }) {
  const { t } = useTranslation("trades");
  return (
    <>
      {t(`side.${trade.is_short ? "short" : "long"}`)}
      {trade.leverage > 1 && ` ${write.number(trade.leverage, 0)}×`} ·{" "}
      <Signed value={trade.profit_abs}>
        {`${write.money(trade.profit_abs, true)} (${write.percent(trade.profit_ratio, 2, true)})`}
      </Signed>{" "}
      · {write.lasting(trade.duration_minutes * 60)} · {trade.exit_reason}
    </>
  );
}

const ON_HOVER = 3;

/** The trades under the pointer, with their orders. */
export function TradeHover({ rows, currency }: { rows: readonly Numbered[]; currency: string }) {
  const { t } = useTranslation("trades");
  const write = useFigures(currency);
  return (
    <>
      {rows.slice(0, ON_HOVER).map((row) => (
        <div key={row.number}>
          <Text size="xs" fw={650}>
            #{row.number} <Headline row={row} write={write} />
          </Text>
          {row.trade.orders.map((order) => (
            <Text
              size="xs"
              key={`${order.filled_at} ${order.is_entry} ${order.amount} ${order.rate}`}
            >
              {t(order.is_entry ? "order.entry" : "order.exit")} {write.price(order.amount)} ×{" "}
              {write.price(order.rate)} · {write.dateTime(order.filled_at)}
            </Text>
          ))}
        </div>
      ))}
      {rows.length > ON_HOVER && (
        <Text size="xs">{t("hover.more", { count: rows.length - ON_HOVER })}</Text>
      )}
    </>
  );
}
