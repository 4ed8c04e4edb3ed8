import { Button } from "@mantine/core";
import { IconChartCandle, IconSearchOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../../shared/ui/links";
import { Empty } from "../../../shared/ui/States";

interface NoSeriesProps {
  filtered: boolean;
  onDownload: () => void;
}

/** No candles at all, or none that the filters let through. */
export function NoSeries({ filtered, onDownload }: NoSeriesProps) {
  const { t } = useTranslation("data");
  return filtered ? (
    <Empty
      title={t("none.filtered")}
      icon={<IconSearchOff size={32} />}
      action={
        <ButtonLink to="/data" search={{}} variant="default">
          {t("none.clear")}
        </ButtonLink>
      }
    />
  ) : (
    <Empty
      title={t("none.title")}
      icon={<IconChartCandle size={32} />}
      action={<Button onClick={onDownload}>{t("download.action")}</Button>}
    >
      {t("none.hint")}
    </Empty>
  );
}
