import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Letters on the strongest ground there is: readable in both schemes, and on paper by its frame. */
export const LOUD = {
  background: "var(--loss)",
  color: "var(--mantine-color-body)",
  border: "1px solid var(--loss)",
  printColorAdjust: "exact",
} as const;

/** Says that candles were made up by a generator. */
export function SyntheticBadge() {
  const { t } = useTranslation();
  return (
    <Badge
      size="sm"
      style={{ ...LOUD, flex: "none" }}
      styles={{ label: { textTransform: "none" } }}
    >
      {t("synthetic.badge")}
    </Badge>
  );
}
