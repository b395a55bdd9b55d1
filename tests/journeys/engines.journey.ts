import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CMRC, cmrc, dataSet } from "../support/data-sets";
import { type PostgresServer, startPostgres } from "../support/postgres-server";
import { type Site, startSite } from "../support/site";

let postgres: PostgresServer;
let sites: Site[];
const folder = mkdtempSync(join(tmpdir(), "canyu-corpus-"));
const QUESTIONS = 250; // a network may ask 600 times a minute

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("canyu");
  const environments: Array<Record<string, string>> = [{}, { DATABASE_URL: `${postgres.url}canyu` }];
  sites = await Promise.all(
    environments.map(async (environment, n) => {
      const CANYU_DATA = join(folder, String(n));
      await corpusInto({ ...environment, CANYU_DATA });
      return startSite({ ...environment, CANYU_DATA });
    }),
  );
}, 120_000);
afterAll(async () => {
  await Promise.all(sites.map((site) => site.stop()));
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const file = dataSet(CMRC);
// Where the real paragraphs are missing, a few of our own.
const { paragraphs, questions } = file
  ? cmrc(file)
  : {
      paragraphs: ["电池一冷就关机", "冷天电池掉得快", "相机在夜里偏黄", "夜里相机太慢"].map((title, n) => ({
        sourceId: String(n),
        title,
        problem: `${title}，每天都会遇到。`,
      })),
      questions: ["电池", "冷天的电池", "相机", "夜里的相机怎么样"].map((text) => ({ text })),
    };

async function corpusInto(environment: Record<string, string>): Promise<void> {
  const lines = paragraphs.map(({ sourceId, title, problem }) =>
    JSON.stringify({
      ...{ source: "corpus", source_id: sourceId, title, body: problem, author: "somebody" },
      created_at: "2020-01-01T00:00:00Z",
    }),
  );
  const corpus = join(folder, "corpus.jsonl");
  writeFileSync(corpus, lines.join("\n"));
  const env = { ...process.env, NODE_ENV: "production" as const, ...environment };
  await promisify(execFile)(process.execPath, ["bin/canyu.mjs", "import", "jsonl", corpus, "--board", "Texts"], {
    env,
  });
}

async function answersOf({ origin }: Site, path: string): Promise<string[]> {
  const { results }: { results: Array<{ source_id: string }> } = await (await fetch(origin + path)).json();
  return results.map(({ source_id }) => source_id);
}

describe("both engines", () => {
  test("find the same texts in the same order, and the same ideas alike", async () => {
    const last = paragraphs.at(-1); // the index catches up in the order in which they came
    const query = `/search.json?q=${encodeURIComponent(last?.title ?? "")}&limit=50`;
    const isIndexed = async (site: Site) => expect(await answersOf(site, query)).toContain(last?.sourceId);
    for (const site of sites) await vi.waitFor(() => isIndexed(site), { timeout: 60_000, interval: 500 });
    for (const { text } of questions.slice(0, QUESTIONS)) {
      const query = encodeURIComponent(text);
      const [sqlite, onPostgres] = await Promise.all(
        sites.map(async (site) => [
          await answersOf(site, `/search.json?q=${query}&limit=20`),
          await answersOf(site, `/similar.json?title=${query}&limit=5`),
        ]),
      );
      expect(sqlite?.[0]?.length).toBeGreaterThan(0);
      expect(onPostgres).toEqual(sqlite);
    }
  }, 120_000);
});
