import { useHotkeys } from "@mantine/hooks";

const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

/** How the keys that open the command palette are written here. */
export const PALETTE_KEYS = APPLE ? "⌘ K" : "Ctrl K";
export const PALETTE_ARIA = APPLE ? "Meta+K" : "Control+K";

/** Opens the command palette from everywhere, while something is typed as well. */
export function useShortcut(open: () => void): void {
  useHotkeys([["mod+K", open]], []);
}
