import { IconSearchOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../../shared/ui/links";
import { Empty } from "../../../shared/ui/States";

/** Filters that nothing fits, and the way out of them. */
export function NothingFound() {
  const { t } = useTranslation("strategies");
  return (
    <Empty
      title={t("nothing.title")}
      icon={<IconSearchOff size={32} />}
      action={
        <ButtonLink to="/strategies" search={{}} variant="default">
          {t("nothing.clear")}
        </ButtonLink>
      }
    >
      {t("nothing.hint")}
    </Empty>
  );
}
