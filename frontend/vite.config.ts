import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { mockWorker } from "./mock/plugin.ts";

/** Where the API answers while the pages are being worked on (`make up`). */
const API = process.env["HYPERTRADE_API"] ?? "http://127.0.0.1:8080";

/** In bytes: a chunk of this size is not fetched before somebody needs it. */
const LARGE = 100_000;

export default defineConfig({
  plugins: [
    react(),
    ...(process.env["VITE_MOCK"] === "1" ? [mockWorker()] : []),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/worker",
      filename: "sw.ts",
      registerType: "prompt",
      injectRegister: false, // an inline script would break the content policy
      injectManifest: {
        globPatterns: ["index.html", "assets/*.{js,css,woff2}", "icon.svg", "icons/*.png"],
        // Of the fonts, those of the languages that the application speaks.
        globIgnores: ["assets/*-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*.woff2"],
        maximumFileSizeToCacheInBytes: 10_000_000,
        manifestTransforms: [
          // Charts and the editor are large, and kept once they were used: see sw.ts.
          (entries) => ({
            manifest: entries.filter(
              ({ url, size }) => size < LARGE || /^assets\/index-[^/]+\.(js|css)$/.test(url),
            ),
          }),
        ],
      },
      manifest: {
        id: "/",
        name: "HyperTrade",
        short_name: "HyperTrade",
        description: "Describe a trading strategy, test it, and learn how far to trust the result.",
        lang: "en",
        start_url: "/",
        scope: "/",
        display: "standalone",
        background_color: "#0b3b3c",
        theme_color: "#0b3b3c",
        categories: ["finance"],
        icons: [
          { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
        shortcuts: [
          { name: "New strategy", url: "/strategies/new" },
          { name: "Runs", url: "/runs" },
        ],
      },
    }),
  ],
  resolve: {
    alias: { "@": new URL("./src", import.meta.url).pathname },
    // npm installs two versions, and what registers itself with the one is unknown to the other.
    dedupe: ["@firebase/app"],
  },
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
    include: ["src/**/*.test.{ts,tsx}", "mock/**/*.test.ts"],
    setupFiles: ["src/shared/testing/setup.ts"],
    restoreMocks: true,
    testTimeout: 60_000,
    server: { deps: { inline: [/firebase/] } }, // so that `dedupe` holds for it here too
    maxWorkers: 2,
  },
});
