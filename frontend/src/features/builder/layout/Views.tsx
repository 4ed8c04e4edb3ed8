import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDraft } from "../draft";
import { VIEWS, View, type ViewName } from "./panes";
import { usePlace } from "./usePlace";

/** The same strategy as a form, in words and as code. */
export function Views() {
  const { t } = useTranslation("builder");
  const { kind } = useDraft();
  const place = usePlace();
  const views: readonly ViewName[] = kind === "code" ? ["code", "words"] : VIEWS;
  const view = views.find((each) => each === place.view) ?? views[0] ?? "code";
  return (
    <Tabs
      value={view}
      onChange={(next) => place.go({ view: VIEWS.find((each) => each === next) ?? "rules" })}
      keepMounted={false}
    >
      <Tabs.List aria-label={t("view.label")} mb="sm">
        {views.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t(`view.${each}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={view} tabIndex={-1}>
        <View name={view} />
      </Tabs.Panel>
    </Tabs>
  );
}
