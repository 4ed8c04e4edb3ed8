import { Alert, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Compared } from "../../shared/comparison/Comparison";
import { FEWEST, MOST } from "../../shared/comparison/figures";
import { Picker } from "../../shared/comparison/Picker";
import { PageHeader } from "../../shared/ui/PageHeader";
import { Empty } from "../../shared/ui/States";

const route = getRouteApi("/signed/compare");

/** Two to eight backtests side by side; which, the address says. */
export default function ComparePage() {
  const { t } = useTranslation("compare");
  const navigate = useNavigate();
  const named = [...new Set(route.useSearch().ids ?? [])];
  const ids = named.slice(0, MOST);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Stack gap="md">
        {named.length > MOST && (
          <Alert
            color="yellow"
            icon={<IconInfoCircle aria-hidden="true" />}
            title={t("many.title", { count: named.length })}
            styles={{ title: { color: "var(--mantine-color-text)" } }}
          >
            {t("many.hint", { most: MOST })}
          </Alert>
        )}
        <Picker
          label={t("pick.runs")}
          chosen={ids}
          most={MOST}
          onChoose={(chosen) =>
            void navigate({
              to: "/compare",
              search: chosen.length === 0 ? {} : { ids: chosen },
              replace: true,
              resetScroll: false,
            })
          }
        />
        {ids.length < FEWEST ? (
          <Empty title={t(ids.length === 0 ? "none.title" : "one.title")}>
            {t(ids.length === 0 ? "none.hint" : "one.hint")}
          </Empty>
        ) : (
          <Compared ids={ids} />
        )}
      </Stack>
    </>
  );
}
