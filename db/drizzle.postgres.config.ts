process.env.DATABASE_URL = "postgres://drizzle-kit"; // the schema is read after this file, so the fork goes the PostgreSQL way

import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "postgresql", schema: "./db/schema/*.ts", out: "./migrations/postgres" });
