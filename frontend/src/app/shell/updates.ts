import { registerSW } from "virtual:pwa-register";
import { create } from "zustand";

interface Update {
  /** Takes the new version, in every tab; null as long as there is none. */
  apply: (() => void) | null;
  dismiss: () => void;
}

export const useUpdate = create<Update>()((set) => ({
  apply: null,
  dismiss: () => set({ apply: null }),
}));

const LOOK_AGAIN_MS = 60 * 60_000;

/** Starts the service worker, and looks for new versions for as long as the page stays open. */
export function watchForUpdates(): void {
  const apply = registerSW({
    onNeedRefresh: () => useUpdate.setState({ apply: () => void apply() }),
    onRegisteredSW(_address, registration) {
      if (registration !== undefined) {
        setInterval(() => {
          if (navigator.onLine) {
            // Not reached: there is another look in an hour.
            registration.update().catch(() => undefined);
          }
        }, LOOK_AGAIN_MS);
      }
    },
  });
}
