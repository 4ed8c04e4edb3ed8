import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { clickedPath, told } from "./push";

declare const self: ServiceWorkerGlobalScope;

const ENTRIES = self.__WB_MANIFEST.filter(
  (entry): entry is PrecacheEntry => typeof entry === "object",
);
const PAGE = "/index.html";
/** One a build: what a new version no longer holds goes with the old one. */
const BUILD = ENTRIES.find(({ url }) => PAGE.endsWith(url))?.revision ?? "none";
const ASSETS = "hypertrade-assets-";

cleanupOutdatedCaches();
precacheAndRoute(ENTRIES);

// Every page of the application is the same file; the API's answers are nobody's to keep.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL(PAGE), {
    denylist: [/^\/v1(\/|$)/, /^\/(healthz|readyz)$/, /^\/__/],
  }),
);

// Charts and the editor are large: kept once they were used. Their names change with their content.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
  new CacheFirst({ cacheName: `${ASSETS}${BUILD}` }),
);

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldAssets());
});

async function dropOldAssets(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(ASSETS) && !name.endsWith(BUILD));
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("message", (event) => {
  if ((event.data as { type?: unknown } | null)?.type === "SKIP_WAITING") {
    void self.skipWaiting();
  }
});

self.addEventListener("push", (event) => {
  event.waitUntil(notify(event.data?.text() ?? ""));
});

async function notify(text: string): Promise<void> {
  const { title, ...options } = told(text);
  const icon = await matchPrecache("/icons/192.png");
  await self.registration.showNotification(title, {
    ...options,
    ...(icon === undefined ? {} : { icon: "/icons/192.png" }),
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(clickedPath(event.notification.data)));
});

/** Takes a window that is open already, else opens one. */
async function openPage(path: string): Promise<void> {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = open.find(({ url }) => new URL(url).pathname + new URL(url).search === path);
  const window = there ?? open[0];
  if (window === undefined) {
    await self.clients.openWindow(path);
    return;
  }
  await window.focus();
  if (there === undefined) {
    await window.navigate(path);
  }
}
