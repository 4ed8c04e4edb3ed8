import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const WORKER = "/mockServiceWorker.js";

/**
 * Serves MSW's worker to pages that start with the mock API.
 *
 * From its package, not from `public/`: a build would take it along from there.
 */
export function mockWorker(): Plugin {
  return {
    name: "hypertrade-mock-worker",
    apply: "serve",
    configureServer({ middlewares }) {
      const file = createRequire(import.meta.url).resolve("msw/mockServiceWorker.js");
      middlewares.use(WORKER, (_request, response) => {
        response.setHeader("Content-Type", "text/javascript");
        response.end(readFileSync(file));
      });
    },
  };
}
