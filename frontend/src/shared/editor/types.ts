/** A place in a text; lines and columns count from 1. */
export interface Place {
  source: string;
  line: number;
  column: number;
}

export type SuggestionKind = "method" | "attribute" | "function" | "column" | "module" | "keyword";

export interface Suggestion {
  label: string;
  kind: SuggestionKind;
  /** What typing is matched with: all that is replaced, and so more than the label at times. */
  typedAs: string;
  /** What takes the place of what was typed; tab stops as `$1`, `$0` where `snippet`. */
  insert: string;
  snippet: boolean;
  /** In one line: a signature. */
  detail: string;
  documentation: string;
}

export interface Suggestions {
  /** The column where the text starts that a suggestion replaces. */
  from: number;
  items: Suggestion[];
}

export interface Explanation {
  from: number;
  to: number;
  signature: string;
  text: string;
}

/** What an editor knows of the language beyond its colours. */
export interface Assist {
  complete(place: Place): Suggestions | null;
  explain(place: Place): Explanation | null;
}

/** Something wrong at a line, from 1. */
export interface Mark {
  severity: "error" | "warning";
  line: number;
  message: string;
}

/** What can be asked of an editor from outside. */
export interface EditorHandle {
  /** Puts the cursor at a line's first letter, in view. */
  goTo(line: number): void;
  /**
   * Rewrites the text, if it still is `from`, and leaves the cursor where it was in it; undone in
   * one step.
   */
  rewrite(from: string, to: string): void;
}
