import "@fontsource-variable/jetbrains-mono/wght.css";
import { useComputedColorScheme } from "@mantine/core";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import styles from "./editor.module.css";
import {
  assistIn,
  type CodeModel,
  mark,
  newEditor,
  newModel,
  rewrite,
  showTheme,
  takeOver,
  type CodeEditor as View,
} from "./monaco";
import type { Assist, EditorHandle, Mark } from "./types";

interface CodeEditorProps {
  /** What the editor is called, for those who do not see it. */
  label: string;
  value: string;
  /** Without it the text can be read and copied, and not changed. */
  onChange?: (value: string) => void;
  marks?: readonly Mark[];
  assist?: Assist | undefined;
  height?: string;
  handle?: Ref<EditorHandle>;
}

const NO_MARKS: readonly Mark[] = [];

/** Python in an editor. Heavy: load it lazily. */
export function CodeEditor({
  label,
  value,
  onChange,
  marks = NO_MARKS,
  assist,
  height = "60vh",
  handle,
}: CodeEditorProps) {
  const scheme = useComputedColorScheme("light");
  const room = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<{ view: View; model: CodeModel } | null>(null);
  const told = useRef(onChange);
  const first = useRef(value);
  const readOnly = onChange === undefined;

  useLayoutEffect(() => {
    told.current = onChange;
    first.current = value;
  }, [onChange, value]);

  useEffect(() => {
    if (room.current === null) {
      return;
    }
    const model = newModel(first.current);
    const view = newEditor(room.current, model, label, readOnly);
    setMade({ view, model });
    return () => {
      setMade(null);
      view.dispose();
      model.dispose();
    };
  }, [label, readOnly]);

  // Before the listener below stands, and as soon as a value is there: a keystroke is never undone
  // by the value before it.
  useLayoutEffect(() => {
    if (made !== null && made.model.getValue() !== value) {
      takeOver(made.model, value);
    }
  }, [made, value]);

  useEffect(() => {
    const listening = made?.model.onDidChangeContent(() => told.current?.(made.model.getValue()));
    return () => listening?.dispose();
  }, [made]);

  useEffect(() => showTheme(scheme), [scheme]);

  useEffect(() => {
    if (made !== null) {
      mark(made.model, marks);
    }
  }, [made, marks]);

  useEffect(() => {
    if (made === null || assist === undefined) {
      return;
    }
    const assisting = assistIn(made.model, assist);
    return () => assisting.dispose();
  }, [made, assist]);

  useImperativeHandle(
    handle,
    () => ({
      goTo(line) {
        if (made !== null) {
          const lineNumber = Math.min(line, made.model.getLineCount());
          const column = made.model.getLineFirstNonWhitespaceColumn(lineNumber) || 1;
          made.view.setPosition({ lineNumber, column });
          made.view.revealLineInCenter(lineNumber);
          made.view.focus();
        }
      },
      rewrite(from, to) {
        if (made !== null && made.model.getValue() === from) {
          rewrite(made.view, made.model, to);
        }
      },
    }),
    [made],
  );

  return <div ref={room} className={styles["room"]} style={{ height }} />;
}
