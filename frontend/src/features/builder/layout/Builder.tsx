import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { PreviewStrip } from "../preview/PreviewStrip";
import { ConflictDialog } from "./ConflictDialog";
import classes from "./layout.module.css";
import { Phone } from "./Phone";
import { PANES, Pane } from "./panes";
import { TitleBar } from "./TitleBar";
import { usePlace } from "./usePlace";
import { Views } from "./Views";

/** Chat, setup and versions on the left; the strategy in its three views on the right. */
export function Builder() {
  const wide = useMediaQuery("(min-width: 62em)", undefined, { getInitialValueInEffect: false });
  return (
    <>
      <TitleBar />
      <ConflictDialog />
      {wide ? <Wide /> : <Phone />}
    </>
  );
}

function Wide() {
  const { t } = useTranslation("builder");
  const { pane, go } = usePlace();
  return (
    <div className={classes.page}>
      <div className={classes.left}>
        <Tabs
          value={pane}
          onChange={(next) => go({ pane: PANES.find((each) => each === next) ?? "chat" })}
          keepMounted={false}
        >
          <Tabs.List aria-label={t("pane.label")}>
            {PANES.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`pane.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={pane} className={classes.panel ?? ""} tabIndex={-1}>
            <Pane name={pane} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <div className={classes.right}>
        <div className={classes.pinned}>
          <PreviewStrip onSetup={() => go({ pane: "setup" })} />
        </div>
        <Views />
      </div>
    </div>
  );
}
