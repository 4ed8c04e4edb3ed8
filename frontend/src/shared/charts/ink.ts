import { useSyncExternalStore } from "react";
import { onPrinting } from "./printing";

/** The colours of charts, as the page's own variables have them in the current scheme. */
export interface Ink {
  text: string;
  grid: string;
  line: string;
  second: string;
  profit: string;
  loss: string;
  profitSoft: string;
  lossSoft: string;
  /** What the chart stands on. */
  ground: string;
  dark: boolean;
  font: string;
}

const VARIABLES = {
  text: "--chart-text",
  grid: "--chart-grid",
  line: "--chart-line",
  second: "--chart-second",
  profit: "--profit",
  loss: "--loss",
  profitSoft: "--profit-soft",
  lossSoft: "--loss-soft",
  ground: "--mantine-color-body",
  font: "--mantine-font-family",
} as const;

const SCHEME = "data-mantine-color-scheme";
const read = new Map<string, Ink>();

function subscribe(changed: () => void): () => void {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: [SCHEME] });
  const ended = onPrinting(changed);
  return () => {
    watcher.disconnect();
    ended();
  };
}

function current(): Ink {
  const scheme = document.documentElement.getAttribute(SCHEME) ?? "light";
  const known = read.get(scheme);
  if (known !== undefined) {
    return known;
  }
  const style = getComputedStyle(document.documentElement);
  const ink = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, variable]) => [
      name,
      style.getPropertyValue(variable).trim(),
    ]),
  ) as Record<keyof typeof VARIABLES, string>;
  const made = { ...ink, dark: scheme === "dark" };
  // Read once the style sheets are there; before, there is nothing to keep.
  if (made.text !== "") {
    read.set(scheme, made);
  }
  return made;
}

/** The charts' colours; changes with the colour scheme. */
export function useInk(): Ink {
  return useSyncExternalStore(subscribe, current);
}
