import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here(".."),
  resolve: { alias: { "~db": here("../db"), "~": here("../app") } },
  test: {
    include: ["tests/journeys/**/*.journey.ts"],
    setupFiles: ["tests/support/what-was-shown.ts"],
    pool: "forks",
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
