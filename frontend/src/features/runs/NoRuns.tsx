import { IconSearchOff, IconTimeline } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../shared/ui/links";
import { Empty } from "../../shared/ui/States";

/** No run at all, or none that the filters let through. */
export function NoRuns({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation("runs");
  if (filtered) {
    return (
      <Empty
        title={t("none.filtered")}
        icon={<IconSearchOff size={32} />}
        action={
          <ButtonLink to="/runs" search={{}} variant="default">
            {t("none.clear")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <Empty
      title={t("none.title")}
      icon={<IconTimeline size={32} />}
      action={<ButtonLink to="/strategies">{t("none.start")}</ButtonLink>}
    >
      {t("none.hint")}
    </Empty>
  );
}
