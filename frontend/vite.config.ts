import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where the API answers while the pages are being worked on (`make up`). */
const API = process.env["HYPERTRADE_API"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  server: { host: "127.0.0.1", port: 5173, proxy: { "/v1": API, "/healthz": API, "/readyz": API } },
  build: {
    target: "es2023",
    sourcemap: true,
    manifest: true,
    // Nothing inline: the content policy allows scripts and fonts from files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco and the charts are large, and loaded only where they are used.
    chunkSizeWarningLimit: 4000,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/shared/testing/setup.ts"],
    restoreMocks: true,
    maxWorkers: 2,
  },
});
