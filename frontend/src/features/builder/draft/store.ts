import { ApiProblem, isProblem, Unreachable } from "../../../shared/api/problem";
import { changed, type History, newHistory, redone, undone } from "./history";
import type { Keeper } from "./keeping";
import type { Platform } from "./platform";
import type { Content, Draft, How, Problem, Saving } from "./types";

type View = Draft["strategy"];

const SAVE_AFTER_MS = 800;
const CHECK_AFTER_MS = 250;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;

/** What steps are called that nobody took by hand. */
export interface StepNames {
  accepted: string;
  theirs: string;
  recovered: string;
}

export interface State {
  strategy: View;
  etag: string;
  history: History<Content>;
  /** The content that `strategy` was saved with: the one on screen, where nothing is unsaved. */
  saved: Content;
  saving: Saving;
  refusal: Error | null;
  problems: readonly Problem[];
  conflict: Draft["conflict"];
}

interface Parts {
  view: View;
  etag: string;
  platform: Platform;
  keeper: Keeper;
  steps: StepNames;
  /** Told of each strategy as it was saved, so that what else shows it is not left behind. */
  onSaved?: (view: View, etag: string) => void;
}

/**
 * The one place where a strategy's content is changed, saved and checked.
 *
 * Saves follow each other, each on the revision that the one before made; what is refused stays
 * with the keeper until it is right or taken back.
 */
export class DraftStore {
  private state: State;
  private readonly listeners = new Set<() => void>();
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private checking: AbortController | null = null;
  private running: Promise<void> | null = null;
  private attempt: { content: Content; etag: string; key: string } | null = null;
  private retryMs = FIRST_RETRY_MS;
  private lastLabel = "";
  private closed = false;

  constructor(private readonly parts: Parts) {
    const content = parts.view.version.content;
    this.state = {
      strategy: parts.view,
      etag: parts.etag,
      history: newHistory(content),
      saved: content,
      saving: "saved",
      refusal: null,
      problems: [],
      conflict: null,
    };
    this.recover();
    this.checkSoon(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): State => this.state;

  readonly follow = (listener: (content: Content) => void): (() => void) => {
    let told = this.state.history.present;
    return this.subscribe(() => {
      const { present } = this.state.history;
      if (present !== told) {
        told = present;
        listener(present);
      }
    });
  };

  readonly change = (next: Content, how: How): void => {
    this.lastLabel = how.label;
    this.go(changed(this.state.history, next, how, Date.now()));
  };

  readonly undo = (): void => {
    this.go(undone(this.state.history));
  };

  readonly redo = (): void => {
    this.go(redone(this.state.history));
  };

  readonly accept = (view: View, etag: string): void => {
    clearTimeout(this.saveTimer);
    const content = view.version.content;
    const how = { label: this.parts.steps.accepted };
    this.rebase(view, etag, content, changed(this.state.history, content, how, Date.now()));
  };

  readonly described = (summary: Omit<View, "version">, etag: string): void => {
    this.set({ strategy: { ...this.state.strategy, ...summary }, etag });
    this.parts.onSaved?.(this.state.strategy, etag);
  };

  /** Takes a newer state of the strategy that was read by the way, as long as nothing is unsaved. */
  readonly seen = (view: View, etag: string): void => {
    const { strategy, saving } = this.state;
    if (etag === this.state.etag || saving !== "saved" || this.running !== null) {
      return;
    }
    // A read that began before our own save comes late, and tells of the past.
    if (Date.parse(view.updated) <= Date.parse(strategy.updated)) {
      return;
    }
    if (view.version.content_digest === strategy.version.content_digest) {
      this.set({ strategy: view, etag });
      return;
    }
    this.accept(view, etag);
  };

  readonly resolve = (how: "mine" | "theirs"): void => {
    const { conflict, history } = this.state;
    if (conflict === null) {
      return;
    }
    const theirs = conflict.theirs.version.content;
    if (how === "theirs") {
      const step = { label: this.parts.steps.theirs };
      const next = changed(history, theirs, step, Date.now());
      this.rebase(conflict.theirs, this.state.etag, theirs, next);
      return;
    }
    // Theirs first, and mine upon it: undo leads to what was not chosen.
    const now = Date.now();
    const after = changed(history, theirs, { label: this.parts.steps.theirs }, now);
    this.set({
      strategy: conflict.theirs,
      history: changed(after, history.present, { label: this.lastLabel }, now),
      conflict: null,
      saved: theirs,
      saving: "waiting",
    });
    void this.save().catch(() => {}); // told by `saving` and `refusal`
  };

  readonly flush = async (): Promise<void> => {
    clearTimeout(this.saveTimer);
    await this.save();
  };

  /** Tries again at once what could not be sent. */
  readonly online = (): void => {
    if (this.state.saving === "offline") {
      this.saveSoon(0);
    }
    if (this.state.problems.length === 0) {
      this.checkSoon(0);
    }
  };

  readonly close = (): void => {
    this.closed = true;
    clearTimeout(this.saveTimer);
    clearTimeout(this.checkTimer);
    this.checking?.abort();
    if (this.unsaved() && this.state.saving !== "conflict") {
      void this.save().catch(() => {}); // the keeper has it
    }
  };

  /** Lives on after `close`: React mounts twice in development. */
  readonly open = (): void => {
    this.closed = false;
    this.checkSoon(0);
  };

  private set(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) {
      listener();
    }
  }

  private unsaved(): boolean {
    return this.state.history.present !== this.state.saved;
  }

  /** Takes up what an earlier life of this tab did not get saved. */
  private recover(): void {
    const { keeper, view, etag, steps } = this.parts;
    const kept = keeper.read();
    if (kept === null) {
      return;
    }
    if (JSON.stringify(kept.content) === JSON.stringify(view.version.content)) {
      keeper.forget();
      return;
    }
    const how = { label: steps.recovered };
    this.state.history = changed(this.state.history, kept.content, how, Date.now());
    this.lastLabel = steps.recovered;
    if (kept.etag === etag) {
      this.state.saving = "waiting";
      this.saveSoon(SAVE_AFTER_MS);
    } else {
      this.state.saving = "conflict";
      this.state.conflict = { theirs: view };
    }
  }

  private go(history: History<Content>): void {
    if (history === this.state.history) {
      return;
    }
    this.set({ history });
    this.checkSoon(CHECK_AFTER_MS);
    if (this.state.saving === "conflict") {
      this.keep();
      return;
    }
    if (!this.unsaved()) {
      clearTimeout(this.saveTimer);
      this.parts.keeper.forget();
      this.set({ saving: this.running === null ? "saved" : "saving", refusal: null });
      return;
    }
    this.keep();
    this.set({ saving: "waiting", refusal: null });
    this.saveSoon(SAVE_AFTER_MS);
  }

  private keep(): void {
    this.parts.keeper.write({ content: this.state.history.present, etag: this.state.etag });
  }

  private rebase(view: View, etag: string, saved: Content, history: History<Content>): void {
    this.parts.keeper.forget();
    this.set({
      strategy: view,
      etag,
      saved,
      history,
      saving: "saved",
      conflict: null,
      refusal: null,
    });
    this.parts.onSaved?.(view, etag);
    this.checkSoon(0);
  }

  private saveSoon(wait: number): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => {
      void this.save().catch(() => {}); // told by `saving` and `refusal`
    }, wait);
  }

  /** Saves until what is on screen is saved; joins a save that is under way. */
  private save(): Promise<void> {
    this.running ??= this.saveAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async saveAll(): Promise<void> {
    while (this.unsaved()) {
      const { conflict } = this.state;
      if (conflict !== null) {
        throw new Error(this.parts.steps.theirs);
      }
      this.set({ saving: "saving" });
      try {
        await this.saveOnce(this.state.history.present, this.state.etag);
      } catch (error) {
        this.failed(error);
        throw error;
      }
    }
    if (this.state.saving === "saving") {
      this.set({ saving: "saved", refusal: null });
    }
  }

  private async saveOnce(content: Content, etag: string): Promise<void> {
    const { platform, keeper } = this.parts;
    // The same words under the same key: a save whose answer was lost is not a second version.
    if (this.attempt?.content !== content || this.attempt.etag !== etag) {
      this.attempt = { content, etag, key: platform.newKey() };
    }
    let made: Awaited<ReturnType<Platform["save"]>>;
    try {
      made = await platform.save(content, etag, this.lastLabel, this.attempt.key);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) {
        await this.outdated(etag, error);
        return;
      }
      throw error;
    }
    const now = await platform.read();
    this.retryMs = FIRST_RETRY_MS;
    if (this.state.etag !== etag) {
      return; // a version was accepted meanwhile
    }
    if (now.data.version.content_digest !== made.content_digest) {
      this.set({ etag: now.etag, conflict: { theirs: now.data }, saving: "conflict" });
      throw new Error(this.parts.steps.theirs);
    }
    this.set({ strategy: now.data, etag: now.etag, saved: content });
    if (this.unsaved()) {
      this.keep();
    } else {
      keeper.forget();
    }
    this.parts.onSaved?.(now.data, now.etag);
  }

  /** The revision is stale: by a version that was accepted, by the name, or by somebody else. */
  private async outdated(etag: string, refusal: ApiProblem): Promise<void> {
    if (this.state.etag !== etag) {
      return;
    }
    const now = await this.parts.platform.read();
    if (this.state.etag !== etag) {
      return;
    }
    if (now.data.version.content_digest === this.state.strategy.version.content_digest) {
      this.set({ strategy: now.data, etag: now.etag }); // only what is written about it changed
      return;
    }
    this.set({ etag: now.etag, conflict: { theirs: now.data }, saving: "conflict" });
    this.keep();
    throw refusal;
  }

  private failed(error: unknown): void {
    if (this.state.saving === "conflict") {
      return;
    }
    const passing =
      error instanceof Unreachable ||
      (error instanceof ApiProblem && (error.status === 429 || error.status >= 500));
    if (passing && !this.closed) {
      const asked = isProblem(error) ? (error.retryAfter ?? 0) * 1000 : 0;
      this.set({ saving: "offline" });
      this.saveSoon(Math.max(this.retryMs, asked));
      this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
      return;
    }
    const refusal = error instanceof Error ? error : new Error(String(error));
    this.set({ saving: passing ? "offline" : "invalid", refusal });
  }

  private checkSoon(wait: number): void {
    clearTimeout(this.checkTimer);
    this.checkTimer = setTimeout(() => void this.check(), wait);
  }

  private async check(): Promise<void> {
    this.checking?.abort();
    const mine = new AbortController();
    this.checking = mine;
    try {
      const problems = await this.parts.platform.check(this.state.history.present, mine.signal);
      if (!mine.signal.aborted) {
        this.set({ problems });
      }
    } catch (error) {
      // Not reached, too busy, or overtaken: the next change asks again, and a save says it too.
      if (!(error instanceof Error)) {
        throw error;
      }
    }
  }
}
