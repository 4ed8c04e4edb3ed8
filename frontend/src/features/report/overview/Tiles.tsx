import { ActionIcon, Badge, Card, Group, Popover, SimpleGrid, Text } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Result } from "../../../shared/report";
import { Signed } from "../../../shared/ui/Signed";
import { useFigures } from "./figures";
import { TILES, type TileName, tileOf } from "./tiles";

/** The key figures, the number of trades first: without it the others mean nothing. */
export function Tiles({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  return (
    <SimpleGrid
      component="section"
      aria-label={t("tiles.label")}
      cols={{ base: 2, xs: 3, md: 4, xl: 6 }}
      spacing="sm"
    >
      {TILES.map((name) => (
        <TileCard key={name} name={name} result={result} />
      ))}
    </SimpleGrid>
  );
}

function TileCard({ name, result }: { name: TileName; result: Result }) {
  const { t } = useTranslation("report");
  const { t: common } = useTranslation();
  const { metrics, settings } = result;
  const write = useFigures(settings.stake_currency);
  const { value, sign } = tileOf(name, metrics, write);
  const below = {
    trades: t("tiles.trades.below", { count: write.number(metrics.trades_per_day) }),
    profit: write.money(metrics.profit_total_abs, true),
    market: t("tiles.market.below"),
    cagr: t("tiles.cagr.below", { count: settings.backtest_days }),
    drawdown: t("tiles.drawdown.below", { amount: write.money(metrics.max_drawdown_abs) }),
    sharpe: t("tiles.sharpe.below"),
    sortino: t("tiles.sortino.below"),
    calmar: t("tiles.calmar.below"),
    factor: t("tiles.factor.below"),
    expectancy: t("tiles.expectancy.below"),
    sqn: t("tiles.sqn.below"),
    winrate: t("tiles.winrate.below", {
      wins: write.number(metrics.wins, 0),
      draws: write.number(metrics.draws, 0),
      losses: write.number(metrics.losses, 0),
    }),
  }[name];
  return (
    <Card withBorder padding="sm" role="group" aria-label={t(`tiles.${name}.name`)}>
      <Group justify="space-between" gap={4} wrap="nowrap" align="flex-start">
        <Text size="sm" c="var(--chart-text)">
          {t(`tiles.${name}.name`)}
        </Text>
        <Explained title={t(`tiles.${name}.name`)}>{t(`tiles.${name}.what`)}</Explained>
      </Group>
      <Group gap="xs">
        <Text fz={22} fw={650} lh={1.3}>
          {sign === undefined ? value : <Signed value={sign}>{value}</Signed>}
        </Text>
        {name === "trades" && metrics.low_sample && (
          <Badge
            color="orange"
            variant="light"
            title={common("sample.lowHint")}
            styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
          >
            {common("sample.low")}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="var(--chart-text)">
        {below}
      </Text>
    </Card>
  );
}

/** A word's meaning, for who asks. */
export function Explained({ title, children }: { title: string; children: string }) {
  const { t } = useTranslation("report");
  return (
    <Popover width={280} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          aria-label={t("tiles.explain", { name: title })}
          className="no-print"
        >
          <IconHelp size={15} color="var(--chart-text)" aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={650}>
          {title}
        </Text>
        <Text size="sm">{children}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
