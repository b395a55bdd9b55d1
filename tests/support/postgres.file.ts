import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

// Before anything reads the schema: this file's tests run on PostgreSQL, on a database of their own.
const base = inject("postgresUrl");
const name = `t_${randomUUID().replaceAll("-", "")}`;
const server = new pg.Client({ connectionString: `${base}postgres` });
await server.connect();
await server.query(`CREATE DATABASE ${name} TEMPLATE template_canyu STRATEGY FILE_COPY`);
await server.end();
process.env.DATABASE_URL = base + name;
process.env.CANYU_LOG = "silent";

// Files share a process: none meets what another has counted.
const { openLimits } = await import("~/web/rate-limits.server");
openLimits();
