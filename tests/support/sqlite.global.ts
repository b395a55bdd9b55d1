import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { TestProject } from "vitest/node";
import { migrateSqlite } from "../../db/migrate.ts";

/** Migrates one file; every test file starts with a copy of it. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "canyu-sqlite-"));
  const template = join(folder, "template.db");
  migrateSqlite(template);
  const raw = new Database(template);
  raw.pragma("wal_checkpoint(TRUNCATE)");
  raw.close();
  project.provide("sqliteTemplate", template);
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module "vitest" {
  interface ProvidedContext {
    sqliteTemplate: string;
    postgresUrl: string;
  }
}
