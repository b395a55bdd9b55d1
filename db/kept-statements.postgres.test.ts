import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepStatements } from "./kept-statements.postgres.ts";

const OFTEN = 8;
let pool: pg.Pool;
let client: pg.PoolClient;

beforeEach(async () => {
  pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  keepStatements(pool);
  client = await pool.connect(); // a pool itself lets go of a connection that was refused something
  await client.query("create temporary table drawers(id int primary key, name text not null unique, at int)");
  await client.query("insert into drawers values (1, 'screws', 5), (2, '螺丝', null)");
});
afterEach(async () => {
  client.release();
  await pool.end();
});

const ask = async (text: string, values: unknown[] = []) => (await client.query({ text, values })).rows;
const often = async (text: string, values: unknown[] = []): Promise<unknown[]> => {
  for (let n = 1; n < OFTEN; n++) await ask(text, values);
  return ask(text, values);
};
const kept = async (): Promise<string[]> =>
  (await client.query("select statement from pg_prepared_statements order by statement")).rows.map(
    ({ statement }) => statement,
  );

const BY_NAME = "select id, at from drawers where name = $1";

describe("a kept statement", () => {
  test("is one that was asked often; it takes other values each time", async () => {
    await ask(BY_NAME, ["screws"]);
    expect(await kept()).toEqual([]);
    await often(BY_NAME, ["screws"]);
    expect(await kept()).toEqual([BY_NAME]);
    expect(await Promise.all(["screws", "螺丝", "nails"].map((name) => ask(BY_NAME, [name])))).toEqual([
      [{ id: 1, at: 5 }],
      [{ id: 2, at: null }],
      [],
    ]);
  });

  test("is kept on every connection of the pool, each for itself", async () => {
    const two = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
    keepStatements(two);
    const [one, other] = await Promise.all([two.connect(), two.connect()]);
    for (let n = 0; n < OFTEN; n++)
      for (const client of [one, other]) await client.query({ text: "select $1::int as n", values: [n] });
    for (const client of [one, other]) {
      expect((await client.query({ text: "select $1::int as n", values: [7] })).rows).toEqual([{ n: 7 }]);
      expect((await client.query("select statement from pg_prepared_statements")).rows).toHaveLength(1);
      client.release();
    }
    await two.end();
  });

  test("works again after it was refused, in a transaction that was rolled back, too", async () => {
    const insert = "insert into drawers(id, name, at) values ($1, $2, $3)";
    for (let id = 10; id < 10 + OFTEN; id++) await ask(insert, [id, `drawer ${id}`, id]);
    await expect(ask(insert, [3, "screws", 1])).rejects.toThrow("unique");
    await ask(insert, [3, "nails", null]);
    await client.query("begin");
    await ask(insert, [4, "bolts", 1]);
    await expect(ask(insert, [4, "bolts", 1])).rejects.toThrow("unique");
    await client.query("rollback");
    await ask(insert, [4, "bolts", 2]);
    expect(await ask(BY_NAME, ["bolts"])).toEqual([{ id: 4, at: 2 }]);
  });

  test("goes by the schema as it is now", async () => {
    await often(BY_NAME, ["screws"]);
    await client.query("alter table drawers add column place text default 'left'; create index on drawers(at)");
    expect(await ask(BY_NAME, ["screws"])).toEqual([{ id: 1, at: 5 }]);
    await client.query("update drawers set at = 6");
    expect(await ask(BY_NAME, ["screws"])).toEqual([{ id: 1, at: 6 }]);
  });

  test("is none that asks for a slice, whose plan depends on how much that is", async () => {
    const slice = "select id from drawers order by id limit $1";
    expect(await often(slice, [1])).toEqual([{ id: 1 }]);
    expect(await ask(slice, [5])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await kept()).toEqual([]);
  });

  test("is none of very many, and no very long one", async () => {
    const long = `select 1 as one /* ${"·".repeat(8_000)} */`;
    expect(await often(long)).toEqual([{ one: 1 }]);
    expect(await kept()).toEqual([]);
    for (let n = 0; n < 300; n++) expect(await often(`select ${n} as n`)).toEqual([{ n }]);
    expect(await kept()).toHaveLength(250);
  });
});
