import { Button, ScrollArea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Lines.module.css";

const LINES_AT_ONCE = 1000;

/** Numbered lines of text as it is, in a region of its own that scrolls. */
export function Lines({ label, lines }: { label: string; lines: readonly string[] }) {
  const { t } = useTranslation();
  const [most, setMost] = useState(LINES_AT_ONCE);
  return (
    <>
      <ScrollArea.Autosize
        mah="70vh"
        type="auto"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
      >
        <pre className={classes["lines"]} lang="en">
          <code>
            {lines.slice(0, most).map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is what it is.
              <span key={place} className={classes["line"]}>
                {line}
                {"\n"}
              </span>
            ))}
          </code>
        </pre>
      </ScrollArea.Autosize>
      {lines.length > most && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setMost(most + LINES_AT_ONCE)}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
}
