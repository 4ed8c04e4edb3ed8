import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const SCHEME = "data-mantine-color-scheme";

let printing = false;
let scheme: string | null = null;
const told = new Set<() => void>();

/** Paper is white, whatever the screen is; and the picture is taken as soon as the event is over. */
function begin(): void {
  const root = document.documentElement;
  scheme = root.getAttribute(SCHEME);
  root.setAttribute(SCHEME, "light");
  switched(true);
}

function end(): void {
  if (scheme !== null) {
    document.documentElement.setAttribute(SCHEME, scheme);
  }
  switched(false);
}

function switched(to: boolean): void {
  printing = to;
  flushSync(() => {
    for (const each of told) {
      each();
    }
  });
}

/** Calls back when printing begins and when it is over; returns what ends it. */
export function onPrinting(changed: () => void): () => void {
  if (told.size === 0) {
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
  }
  told.add(changed);
  return () => {
    told.delete(changed);
    if (told.size === 0) {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    }
  };
}

/** Whether the page is being put on paper right now. */
export function usePrinting(): boolean {
  return useSyncExternalStore(onPrinting, () => printing);
}

/** Pixels that a chart is wide on paper: A4 between its margins. */
export const PAPER_WIDTH = 680;
