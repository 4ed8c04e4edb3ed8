import type { Content } from "./types";

/** What was not saved yet, and the revision that it was made from. */
export interface Kept {
  content: Content;
  etag: string;
}

/** Where unsaved work outlives a reload. */
export interface Keeper {
  read(): Kept | null;
  write(kept: Kept): void;
  forget(): void;
}

/** Keeps in the session storage of this tab: two tabs never mix up their work. */
export function tabKeeper(strategy: string, storage: Storage = sessionStorage): Keeper {
  const key = `hypertrade.draft.${strategy}`;
  return {
    read() {
      const text = storage.getItem(key);
      if (text === null) {
        return null;
      }
      try {
        const kept: unknown = JSON.parse(text);
        return isKept(kept) ? kept : null;
      } catch {
        return null; // written by an older build: not readable any more
      }
    },
    write(kept) {
      try {
        storage.setItem(key, JSON.stringify(kept));
      } catch (error) {
        // A full storage: the work is on the screen still, and the tab warns before it closes.
        if (!(error instanceof DOMException)) {
          throw error;
        }
      }
    },
    forget: () => storage.removeItem(key),
  };
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === "object" &&
    value !== null &&
    "etag" in value &&
    typeof value.etag === "string" &&
    "content" in value &&
    typeof value.content === "object" &&
    value.content !== null &&
    "kind" in value.content
  );
}
