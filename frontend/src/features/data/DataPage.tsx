import { Button } from "@mantine/core";
import { IconCloudDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../shared/ui/PageHeader";
import { Failed, Loading } from "../../shared/ui/States";
import { DownloadDrawer } from "./download/DownloadDrawer";
import { Following } from "./download/Following";
import { QualityDrawer } from "./quality/QualityDrawer";
import { allSeries } from "./queries";
import { Filters } from "./series/Filters";
import { NoSeries } from "./series/NoSeries";
import { fits, inOrder } from "./series/names";
import { SeriesList } from "./series/SeriesList";

const route = getRouteApi("/signed/data");

/** The candles that there are, how good they are, and how to get more. */
export default function DataPage() {
  const { t } = useTranslation("data");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(allSeries());
  const shown = inOrder((data ?? []).filter((series) => fits(series, search)));
  const ask = () => void navigate({ search: (before) => ({ ...before, download: true }) });

  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button leftSection={<IconCloudDownload size={16} aria-hidden="true" />} onClick={ask}>
            {t("download.action")}
          </Button>
        }
      />
      {search.run !== undefined && <Following id={search.run} />}
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && data.length > 0 && <Filters all={data} shown={shown.length} />}
      {data !== undefined && shown.length === 0 && (
        <NoSeries filtered={data.length > 0} onDownload={ask} />
      )}
      {shown.length > 0 && <SeriesList all={shown} />}
      <QualityDrawer />
      <DownloadDrawer known={data ?? []} />
    </>
  );
}
