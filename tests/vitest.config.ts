import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The same tests on one engine. */
const engine = (name: "sqlite" | "postgres") => ({
  extends: true as const,
  root: here(".."),
  test: {
    name,
    exclude: name === "sqlite" ? ["**/*.postgres.test.ts"] : ["**/*.sqlite.test.ts"],
    globalSetup: [here(`./support/${name}.global.ts`)],
    setupFiles: [here(`./support/${name}.file.ts`)],
  },
});

export default defineConfig({
  root: here(".."),
  resolve: { alias: { "~db": here("../db"), "~": here("../app") } },
  test: {
    include: ["{app,db,tests}/**/*.test.{ts,tsx}"],
    pool: "forks",
    // Loading the libraries anew for each file took most of the run. Each file still has a database of its own.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [engine("sqlite"), engine("postgres")],
  },
});
