import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Brought as Of } from "../../../shared/runs/summary";

/** What a download brought. */
export function Brought({ of: { series, added } }: { of: Of }) {
  const { t } = useTranslation("runs");
  const formats = useFormats();
  return (
    <Text size="sm">{t("brought", { count: series, candles: formats.number(added, 0) })}</Text>
  );
}
