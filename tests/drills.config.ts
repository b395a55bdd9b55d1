import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const isLong = process.env.CANYU_DRILLS === "long";
const HOUR = 3_600_000;

/** What breaks a running site on purpose: short with `npm test`, long with `npm run drill`. */
export default defineConfig({
  root: here(".."),
  resolve: { alias: { "~db": here("../db"), "~": here("../app") } },
  test: {
    include: ["tests/drills/**/*.drill.ts"],
    pool: "forks",
    maxWorkers: isLong ? 1 : 2, // long ones measure
    testTimeout: isLong ? 2 * HOUR : 90_000,
    hookTimeout: 60_000,
  },
});
