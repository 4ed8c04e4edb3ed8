import { setupWorker } from "msw/browser";
import { Database } from "./database";
import { handlersOf } from "./handlers";

/** Answers this page's own requests, until it is left: what was made is gone then. */
export async function startMock(): Promise<void> {
  const worker = setupWorker(...handlersOf(new Database()));
  await worker.start({
    onUnhandledRequest: "bypass", // the page's own files
    serviceWorker: { url: "/mockServiceWorker.js" },
  });
}
