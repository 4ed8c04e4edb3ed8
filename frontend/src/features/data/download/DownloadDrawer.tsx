import { Drawer } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { DownloadForm } from "./DownloadForm";

const route = getRouteApi("/signed/data");

/** Asks for candles from an exchange, beside the list. */
export function DownloadDrawer({ known }: { known: readonly Schemas["SeriesView"][] }) {
  const { t } = useTranslation(["data", "common"]);
  const opened = route.useSearch().download === true;
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: ({ download: _, ...others }) => others });
  const follow = (run: string) =>
    void navigate({ search: ({ download: _, ...others }) => ({ ...others, run }) });
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="md"
      title={t("download.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
      transitionProps={{ duration: 0 }}
    >
      {opened && <DownloadForm known={known} onStarted={follow} onClose={close} />}
    </Drawer>
  );
}
