import type { TestProject } from "vitest/node";
import { migratePostgres } from "../../db/migrate.ts";
import { startPostgres } from "./postgres-server.ts";

/** Starts a real PostgreSQL and migrates one database; every test file starts with a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await server.createDatabase("template_canyu");
  await migratePostgres(`${server.url}template_canyu`);
  project.provide("postgresUrl", server.url);
  return server.stop;
}
