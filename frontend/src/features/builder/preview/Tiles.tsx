import { Badge, Text, Tooltip } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { Signed } from "../../../shared/ui/Signed";
import classes from "./preview.module.css";

type Tile = Schemas["TileView"];

const SIGNED = new Set(["profit_total", "profit_total_abs", "market_change"]);
/** What stays where there is little room; the count of trades comes first. */
const FIRST = [
  "total_trades",
  "profit_total",
  "max_relative_drawdown",
  "sharpe",
  "winrate",
  "profit_factor",
  "market_change",
  "final_balance",
];

interface TilesProps {
  tiles: readonly Tile[];
  lowSample: boolean;
  all: boolean;
}

export const Tiles = memo(function Tiles({ tiles, lowSample, all }: TilesProps) {
  const { t, i18n } = useTranslation("builder");
  const formats = useFormats();
  // A figure that has no text here yet is called as the platform calls it.
  const named = ({ key, label }: Tile) =>
    i18n.exists(`tile.${key}`, { ns: "builder" })
      ? (t as (key: string) => string)(`tile.${key}`)
      : label;
  const shown = all ? tiles : FIRST.flatMap((key) => tiles.find((tile) => tile.key === key) ?? []);
  return (
    <dl className={classes.grid}>
      {shown.map((tile) => (
        <div key={tile.key} className={classes.tile} data-tile={tile.key}>
          <Text component="dt" size="xs" c="var(--chart-text)">
            {named(tile)}
          </Text>
          <dd>
            {SIGNED.has(tile.key) && tile.value !== null ? (
              <Signed value={tile.value}>{formats.figure(tile.text)}</Signed>
            ) : (
              formats.figure(tile.text)
            )}
            {tile.key === "total_trades" && lowSample && <LowSample />}
          </dd>
        </div>
      ))}
    </dl>
  );
});

function LowSample() {
  const { t } = useTranslation();
  return (
    <Tooltip label={t("sample.lowHint")}>
      <Badge
        size="xs"
        ml={4}
        color="orange"
        variant="light"
        tabIndex={0}
        styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
      >
        {t("sample.low")}
      </Badge>
    </Tooltip>
  );
}
