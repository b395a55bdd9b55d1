import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inject } from "vitest";

// Before anything reads the schema: this file's tests run on SQLite, on a database of their own.
const template = inject("sqliteTemplate");
const file = join(dirname(template), `${randomUUID()}.db`);
copyFileSync(template, file);
delete process.env.DATABASE_URL;
process.env.CANYU_TEST_FILE = file;
process.env.CANYU_LOG = "silent";

// Files share a process: none meets what another has counted.
const { openLimits } = await import("~/web/rate-limits.server");
openLimits();
