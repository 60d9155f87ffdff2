import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

const PLATFORM = loadEnv("", ".", "PETROVERSE_")["PETROVERSE_URL"] ?? "http://127.0.0.1:7387";

// A relative base, so that the same bundle works at any address that the platform is served from.
export default defineConfig({
  base: "./",
  plugins: [react(), tailwindcss()],
  build: {
    target: "es2022",
    // Browsers that know light-dark(), so that both themes stay one set of tokens.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    sourcemap: false,
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
  },
  // The tokens are tested as they are written; a busy machine is waited for.
  test: { css: true, testTimeout: 60_000 },
  // The platform refuses what another origin sends, so that the development server speaks in its name.
  server: { proxy: { "/api": { target: PLATFORM, changeOrigin: true, headers: { origin: PLATFORM } } } },
});
