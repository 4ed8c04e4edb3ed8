import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "../../../shared/ui/States";
import { quality } from "../queries";
import { type SeriesName, seriesOf } from "../series/names";
import { QualityReport } from "./QualityReport";

const route = getRouteApi("/signed/data");

/** The report on the series that the address names, beside the list. */
export function QualityDrawer() {
  const { t } = useTranslation(["data", "common"]);
  const series = seriesOf(route.useSearch().series);
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: ({ series: _, ...others }) => others });
  return (
    <Drawer
      opened={series !== null}
      onClose={close}
      position="right"
      size="md"
      title={
        series === null
          ? ""
          : t("quality.title", { pair: series.pair, timeframe: series.timeframe })
      }
      closeButtonProps={{ "aria-label": t("common:action.close") }}
      transitionProps={{ duration: 0 }}
    >
      {series !== null && <Read series={series} />}
    </Drawer>
  );
}

function Read({ series: { exchange, pair, timeframe } }: { series: SeriesName }) {
  const { t } = useTranslation("data");
  const { data, error, refetch } = useQuery(quality(exchange, pair, timeframe));
  if (data === undefined) {
    return error === null ? (
      <Loading label={t("quality.reading")} />
    ) : (
      <Failed error={error} onRetry={() => void refetch()} />
    );
  }
  return <QualityReport of={data} />;
}
