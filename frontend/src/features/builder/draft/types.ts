import type { Schemas } from "../../../shared/api/client";

export type Content = Schemas["SpecStrategy"] | Schemas["CodeStrategy"];
export type Problem = Schemas["Problem"];

/** How a change is called in the history, and what it joins: see `history.ts`. */
export interface How {
  /** What was done, as "Undo: …" says it. */
  label: string;
  /** Changes of the same thing, each within a second of the one before, are one step to undo. */
  merge?: string;
}

/**
 * Where the content on screen stands.
 *
 * `waiting`: a change is to be saved in a moment. `offline`: the platform was not reached; tried
 * again by itself. `invalid`: refused as it stands, and kept in this tab until it is right.
 */
export type Saving = "saved" | "waiting" | "saving" | "conflict" | "offline" | "invalid";

/** A strategy being edited: what every view of the builder shows and changes. */
export interface Draft {
  /** As last read or saved. */
  strategy: Schemas["StrategyView"];
  /** The revision of `strategy`: what a change of it sends as `If-Match`. */
  etag: string;
  /** What is on the screen now. */
  content: Content;
  kind: "spec" | "code";
  /** Tells each content as soon as it is there, before it is drawn; returns what ends it. */
  follow(listener: (content: Content) => void): () => void;
  change(next: Content, how: How): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  undoLabel: string | null;
  redoLabel: string | null;
  saving: Saving;
  /** Why the content was refused, where `saving` is `invalid`. */
  refusal: Error | null;
  /** What the platform says of the content on screen; of the content before, for a moment. */
  problems: Problem[];
  /** Somebody else, or another tab, saved meanwhile. */
  conflict: null | { theirs: Schemas["StrategyView"] };
  resolve(how: "mine" | "theirs"): void;
  /** Takes a version that was made elsewhere (a turn, a restore) as the new base, as one step. */
  accept(view: Schemas["StrategyView"], etag: string): void;
  /** Takes over what is no part of the content: the strategy's name, description and tags. */
  described(summary: Schemas["StrategySummary"], etag: string): void;
  /** Saves now. Rejects with what kept the content from being saved. */
  flush(): Promise<void>;
}
