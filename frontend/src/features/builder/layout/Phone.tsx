import { SegmentedControl, UnstyledButton } from "@mantine/core";
import {
  IconAdjustmentsHorizontal,
  IconChartLine,
  IconListDetails,
  IconMessage,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PreviewStrip } from "../preview/PreviewStrip";
import classes from "./layout.module.css";
import { Pane } from "./panes";
import { SHOWS, usePlace } from "./usePlace";
import { Views } from "./Views";

const ICONS = {
  chat: <IconMessage size={20} aria-hidden="true" />,
  strategy: <IconListDetails size={20} aria-hidden="true" />,
  setup: <IconAdjustmentsHorizontal size={20} aria-hidden="true" />,
  result: <IconChartLine size={20} aria-hidden="true" />,
} as const;

/** One thing at a time, and a bar to go from one to another. */
export function Phone() {
  const { t } = useTranslation("builder");
  const { show, pane, go } = usePlace();
  return (
    <div className={classes.phone}>
      {show === "chat" && (
        <>
          <SegmentedControl
            fullWidth
            mb="sm"
            aria-label={t("pane.label")}
            value={pane === "versions" ? "versions" : "chat"}
            data={(["chat", "versions"] as const).map((each) => ({
              value: each,
              label: t(`pane.${each}`),
            }))}
            onChange={(next) => go({ pane: next === "versions" ? "versions" : "chat" })}
          />
          <Pane name={pane === "versions" ? "versions" : "chat"} />
        </>
      )}
      {show === "strategy" && <Views />}
      {show === "setup" && <Pane name="setup" />}
      {show === "result" && <PreviewStrip tall onSetup={() => go({ show: "setup" })} />}
      <nav className={classes.bottom} aria-label={t("show.label")}>
        {SHOWS.map((each) => (
          <UnstyledButton
            key={each}
            className={classes.tab ?? ""}
            aria-current={show === each ? "page" : undefined}
            onClick={() => go({ show: each })}
          >
            {ICONS[each]}
            {t(`show.${each}`)}
          </UnstyledButton>
        ))}
      </nav>
    </div>
  );
}
