import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import pg from "pg";
import { expect } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { type PostgresServer, startPostgres } from "../support/postgres-server";
import { type Site, startSite } from "../support/site";

export type Engine = "sqlite" | "postgres";
export const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

type Row = Record<string, string | number | null>;

/** Where a site under drill keeps everything, and a way to look into it that is not the site's. */
export interface Home {
  environment: { CANYU_DATA: string; DATABASE_URL?: string };
  /** Starts the program there; whatever becomes of the drill, it is ended with `leaveHomes`. */
  start(more?: Record<string, string>): Promise<Site>;
  /** The server, where there is one. */
  postgres: PostgresServer | null;
  /** Asks the database beside the site. */
  rows(question: string): Promise<Row[]>;
  /** Changes something in it beside the site. */
  change(order: string): Promise<void>;
  /** Proves that the file is whole, and that every stored count equals its rows. */
  prove(): Promise<void>;
}

const running: Site[] = [];
const servers: PostgresServer[] = [];

export const openHome = (engine: Engine): Promise<Home> => (engine === "sqlite" ? folderHome() : serverHome());

/** Ends and removes everything that was started, however far the drill came. */
export async function leaveHomes(): Promise<void> {
  await Promise.all(running.splice(0).map((site) => site.kill()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  removeFolders();
}

const starting = (environment: Home["environment"]) => async (more?: Record<string, string>) => {
  const site = await startSite({ ...environment, ...more });
  running.push(site);
  return site;
};

async function folderHome(): Promise<Home> {
  const CANYU_DATA = newFolder();
  const environment = { CANYU_DATA };
  const open = <T>(work: (db: Database.Database) => T, readonly = true): T => {
    const db = new Database(join(CANYU_DATA, "canyu.db"), { readonly, timeout: 10_000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return {
    environment,
    start: starting(environment),
    postgres: null,
    rows: async (question) => open((db) => db.prepare<[], Row>(question).all()),
    change: async (order) => open((db) => void db.exec(order), false),
    async prove() {
      expect(open((db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
      expect(open((db) => db.pragma("foreign_key_check"))).toEqual([]);
      await recount(environment);
    },
  };
}

async function serverHome(): Promise<Home> {
  const postgres = await startPostgres();
  servers.push(postgres);
  await postgres.createDatabase("canyu");
  const environment = { CANYU_DATA: newFolder(), DATABASE_URL: `${postgres.url}canyu` };
  const ask = async (text: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    environment,
    start: starting(environment),
    postgres,
    rows: ask,
    change: async (order) => void (await ask(order)),
    prove: () => recount(environment),
  };
}

/** `canyu recount` finds nothing to repair: it would end with 1. */
const recount = (environment: Home["environment"]): Promise<void> => command(environment, "recount");

/** Runs `canyu <words>` there, and throws unless it ends well. */
export async function command(environment: Home["environment"], ...words: string[]): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, LANG: "en", ...environment };
  await promisify(execFile)(process.execPath, ["bin/canyu.mjs", ...words], { env });
}
