import type { Schemas } from "../../../shared/api/client";
import type { JsonObject } from "../rules/form/schema";
import { type Asked, type Lifting, plain } from "./lifting";

type Answer = Schemas["PreviewAnswer"];
/** Market and money of a preview. */
export type Terms = Omit<Schemas["PreviewBody"], "spec" | "words" | "values">;

export interface Wanted {
  spec: JsonObject;
  terms: Terms;
}

export interface Shown {
  answer: Answer | null;
  error: Error | null;
  /** Whether something newer is being computed. */
  pending: boolean;
  /** When it was answered, in milliseconds since the epoch. */
  at: number;
}

interface DriverParts {
  lifting: Lifting;
  send(asked: Asked, terms: Terms, signal: AbortSignal): Promise<Answer>;
  show(shown: Shown): void;
}

const SETTLED_MS = 700;

/**
 * Asks for previews while somebody turns a number: one at a time, always of what is newest.
 *
 * What was changed while one was being computed waits for it, and only the last of it is asked for.
 */
export class PreviewDriver {
  private newest: Wanted | null = null;
  private asked: Wanted | null = null;
  private inFlight: AbortController | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private shown: Shown = { answer: null, error: null, pending: false, at: 0 };

  constructor(private readonly parts: DriverParts) {}

  want(wanted: Wanted): void {
    clearTimeout(this.settling);
    this.newest = wanted;
    this.next();
    this.tell({ pending: true });
  }

  /** Asks again for the same: the way there was closed, or candles came. */
  again(): void {
    const wanted = this.newest ?? this.asked;
    if (wanted !== null) {
      this.want(wanted);
    }
  }

  close(): void {
    clearTimeout(this.settling);
    this.newest = null;
    this.inFlight?.abort();
  }

  /** Asks for the newest at once, unless an answer is awaited. */
  private next(): void {
    const wanted = this.newest;
    if (wanted !== null && this.inFlight === null) {
      this.newest = null;
      void this.ask(wanted, this.parts.lifting.ask(wanted.spec));
    }
  }

  private async ask(wanted: Wanted, asked: Asked): Promise<void> {
    const mine = new AbortController();
    this.inFlight = mine;
    this.asked = wanted;
    try {
      const answer = await this.parts.send(asked, wanted.terms, mine.signal);
      this.tell({ answer, error: null, pending: this.newest !== null, at: Date.now() });
      if (asked.rough) {
        this.settle(wanted);
      }
    } catch (error) {
      this.refused(error, mine, wanted, asked);
    } finally {
      this.inFlight = null;
      this.next();
    }
  }

  private refused(error: unknown, mine: AbortController, wanted: Wanted, asked: Asked): void {
    if (mine.signal.aborted) {
      return;
    }
    if (asked.spec !== wanted.spec && this.newest === null) {
      // Perhaps it is the tunable that does not fit: the spec itself will tell.
      this.parts.lifting.exact(wanted.spec);
      this.newest = wanted;
      return;
    }
    const told = error instanceof Error ? error : new Error(String(error));
    this.tell({ error: told, pending: this.newest !== null });
  }

  /** Once the hand rests, what was shown roughly is shown exactly. */
  private settle(wanted: Wanted): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.newest === null && this.inFlight === null) {
        void this.ask(wanted, plain(wanted.spec));
      }
    }, SETTLED_MS);
  }

  private tell(part: Partial<Shown>): void {
    this.shown = { ...this.shown, ...part };
    this.parts.show(this.shown);
  }
}
