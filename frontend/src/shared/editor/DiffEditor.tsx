import "@fontsource-variable/jetbrains-mono/wght.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import styles from "./editor.module.css";
import { newDiff, newModel, showTheme } from "./monaco";

interface DiffEditorProps {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
  height?: string;
}

/** Two texts side by side, or one below the other where it is narrow. Heavy: load it lazily. */
export function DiffEditor({
  before,
  after,
  beforeLabel,
  afterLabel,
  height = "min(60vh, 32rem)",
}: DiffEditorProps) {
  const scheme = useComputedColorScheme("light");
  const room = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (room.current === null) {
      return;
    }
    const original = newModel(before);
    const modified = newModel(after);
    const labels = { before: beforeLabel, after: afterLabel };
    const view = newDiff(room.current, labels, original, modified);
    return () => {
      view.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, beforeLabel, afterLabel]);

  useEffect(() => showTheme(scheme), [scheme]);

  return <div ref={room} className={styles["room"]} style={{ height }} />;
}
