/**
 * The one room of Monaco: the editor, what of it is used, and Python. No other file touches it.
 *
 * Its worker is a file of ours, for the content policy allows no other.
 */
// The registered feature of suggestions holds those in grey alone, and not the list.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeEditor/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/diffEditor/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/readOnlyMessage/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/python/register";
import {
  editor,
  type IDisposable,
  languages,
  MarkerSeverity,
  Range,
} from "monaco-editor/editor/editor.api";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import { type Replacement, replacement, replacements } from "./edits";
import { COLOURS } from "./theme";
import type { Assist, Mark, SuggestionKind } from "./types";

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export const PYTHON = "python";
export type CodeModel = editor.ITextModel;
export type CodeEditor = editor.IStandaloneCodeEditor;
export type DiffEditor = editor.IStandaloneDiffEditor;

for (const [scheme, colours] of Object.entries(COLOURS)) {
  const rule = (token: string, colour: string, fontStyle = "") => ({
    token,
    foreground: colour.slice(1),
    fontStyle,
  });
  editor.defineTheme(themeName(scheme), {
    base: scheme === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("", colours.text),
      rule("comment", colours.comment, "italic"),
      rule("keyword", colours.keyword),
      rule("string", colours.string),
      rule("string.escape", colours.string),
      rule("number", colours.number),
      rule("tag", colours.decorator),
      rule("delimiter", colours.text),
    ],
    colors: {
      "editor.background": colours.ground,
      "editor.foreground": colours.text,
      "editorLineNumber.foreground": colours.lineNumber,
      "editorLineNumber.activeForeground": colours.text,
      "editor.lineHighlightBackground": colours.currentLine,
      "editor.lineHighlightBorder": colours.currentLine,
      "editor.selectionBackground": colours.selection,
      "diffEditor.insertedLineBackground": colours.inserted,
      "diffEditor.insertedTextBackground": colours.inserted,
      "diffEditor.removedLineBackground": colours.removed,
      "diffEditor.removedTextBackground": colours.removed,
      // One colour for all brackets: those by depth have too little contrast.
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [
          `editorBracketHighlight.foreground${depth}`,
          colours.text,
        ]),
      ),
      "editor.wordHighlightBackground": colours.inserted,
      "editor.wordHighlightStrongBackground": colours.inserted,
      "editor.wordHighlightTextBackground": colours.inserted,
      "editorWidget.background": colours.ground,
      "editorWidget.border": colours.border,
      "editorWidget.foreground": colours.text,
      "editorSuggestWidget.foreground": colours.text,
      "editorSuggestWidget.selectedBackground": colours.selection,
      "editorSuggestWidget.selectedForeground": colours.text,
      "editorSuggestWidget.highlightForeground": colours.keyword,
      "editorSuggestWidget.focusHighlightForeground": colours.keyword,
    },
  });
}

function themeName(scheme: string): string {
  return `hypertrade-${scheme}`;
}

export function showTheme(scheme: "light" | "dark"): void {
  editor.setTheme(themeName(scheme));
}

const COMMON: editor.IEditorOptions = {
  automaticLayout: true,
  contextmenu: false,
  fixedOverflowWidgets: true,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  padding: { top: 8, bottom: 8 },
  renderFinalNewline: "on",
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false },
  smoothScrolling: false,
};

export function newModel(source: string): CodeModel {
  const model = editor.createModel(source, PYTHON);
  model.updateOptions({ tabSize: 4, insertSpaces: true });
  return model;
}

export function newEditor(
  room: HTMLElement,
  model: CodeModel,
  label: string,
  readOnly: boolean,
): CodeEditor {
  const made = editor.create(room, {
    ...COMMON,
    model,
    ariaLabel: label,
    readOnly,
    // Where nothing can be written, Tab has no other use than to go on.
    tabFocusMode: readOnly,
    domReadOnly: readOnly,
    quickSuggestions: { other: true, strings: true, comments: false },
    suggest: { showWords: false },
    wordBasedSuggestions: "currentDocument",
  });
  measureAgain();
  return made;
}

export function newDiff(
  room: HTMLElement,
  labels: { before: string; after: string },
  original: CodeModel,
  modified: CodeModel,
): DiffEditor {
  const made = editor.createDiffEditor(room, {
    ...COMMON,
    readOnly: true,
    domReadOnly: true,
    originalEditable: false,
    originalAriaLabel: labels.before,
    modifiedAriaLabel: labels.after,
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 640,
    hideUnchangedRegions: { enabled: true },
    renderMarginRevertIcon: false,
    renderOverviewRuler: false,
  });
  made.setModel({ original, modified });
  made.getOriginalEditor().updateOptions({ tabFocusMode: true, ariaLabel: labels.before });
  made.getModifiedEditor().updateOptions({ tabFocusMode: true, ariaLabel: labels.after });
  measureAgain();
  return made;
}

/** Letters were measured in whatever font was there: again, once ours is. */
function measureAgain(): void {
  void document.fonts.ready.then(() => editor.remeasureFonts());
}

/** Shows what is wrong at its lines. */
export function mark(model: CodeModel, marks: readonly Mark[]): void {
  const last = model.getLineCount();
  editor.setModelMarkers(
    model,
    "hypertrade",
    marks.map(({ severity, line, message }) => {
      const at = Math.min(Math.max(line, 1), last);
      return {
        severity: severity === "error" ? MarkerSeverity.Error : MarkerSeverity.Warning,
        message,
        startLineNumber: at,
        startColumn: model.getLineFirstNonWhitespaceColumn(at) || 1,
        endLineNumber: at,
        endColumn: model.getLineMaxColumn(at),
      };
    }),
  );
}

/** Takes over a text that came from elsewhere, such as an undo of the whole strategy. */
export function takeOver(model: CodeModel, text: string): void {
  const change = replacement(model.getValue(), text);
  if (change !== null) {
    model.pushEditOperations([], edits(model, [change]), () => null);
  }
}

/** Rewrites the text in one step, the cursor staying where it was in it. */
export function rewrite(at: CodeEditor, model: CodeModel, text: string): void {
  at.pushUndoStop();
  at.executeEdits("hypertrade", edits(model, replacements(model.getValue(), text)));
  at.pushUndoStop();
}

function edits(model: CodeModel, changes: readonly Replacement[]) {
  return changes.map(({ start, end, text }) => ({
    range: Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
    text,
    forceMoveMarkers: false,
  }));
}

const KINDS: Record<SuggestionKind, languages.CompletionItemKind> = {
  method: languages.CompletionItemKind.Method,
  attribute: languages.CompletionItemKind.Property,
  function: languages.CompletionItemKind.Function,
  column: languages.CompletionItemKind.Field,
  module: languages.CompletionItemKind.Module,
  keyword: languages.CompletionItemKind.Keyword,
};

/** Completes and explains in one model, until it is disposed of. */
export function assistIn(model: CodeModel, assist: Assist): IDisposable {
  const suggesting = languages.registerCompletionItemProvider(PYTHON, {
    triggerCharacters: [".", '"', "'"],
    provideCompletionItems(asked, { lineNumber, column }) {
      const found =
        asked === model
          ? assist.complete({ source: model.getValue(), line: lineNumber, column })
          : null;
      if (found === null) {
        return { suggestions: [] };
      }
      const range = new Range(lineNumber, found.from, lineNumber, column);
      return {
        suggestions: found.items.map((item) => ({
          label: item.label,
          filterText: item.typedAs,
          kind: KINDS[item.kind],
          insertText: item.insert,
          insertTextRules: item.snippet
            ? languages.CompletionItemInsertTextRule.InsertAsSnippet
            : languages.CompletionItemInsertTextRule.None,
          detail: item.detail,
          documentation: item.documentation,
          range,
        })),
      };
    },
  });
  const explaining = languages.registerHoverProvider(PYTHON, {
    provideHover(asked, { lineNumber, column }) {
      const found =
        asked === model
          ? assist.explain({ source: model.getValue(), line: lineNumber, column })
          : null;
      if (found === null) {
        return null;
      }
      return {
        range: new Range(lineNumber, found.from, lineNumber, found.to),
        contents: [
          { value: `\`\`\`python\n${found.signature}\n\`\`\`` },
          { value: plain(found.text) },
        ],
      };
    },
  });
  return {
    dispose() {
      suggesting.dispose();
      explaining.dispose();
    },
  };
}

/** Documentation is text: what looks like Markdown in it is not. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, "\\$&").replace(/\n/g, "  \n");
}
