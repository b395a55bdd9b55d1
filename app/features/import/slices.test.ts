import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { type ImportReport, importIdeas } from "./import.server";
import { ImportRefused, type Source, type SourceIdea } from "./sources/source";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const idea = (n: number): SourceIdea => ({
  ...{ line: n, sourceId: String(n), title: `Idea ${n}`, body: `*${n}*`, author: "ann", createdAt: 1_500_000_000_000 },
  ...{ tags: [], importedSupport: 0, importedObjections: 0, comments: [] },
});

/** So many ideas, and then it can't be read any more. `asked`: how many were taken from it. */
function source(rows: number, asked: number[] = []): Source {
  return {
    count: async () => rows,
    async *rows() {
      for (let n = 1; n <= rows; n++) {
        asked.push(n);
        yield idea(n);
      }
      throw new ImportRefused("import.not.text", "here");
    },
  };
}
const whole = (rows: number): Source => ({
  count: async () => rows,
  async *rows() {
    for (let n = 1; n <= rows; n++) yield idea(n);
  },
});

const bring = (name: string, from: Source, more: { signal?: AbortSignal; progress?(read: number): void } = {}) =>
  importIdeas(db, { name, source: from, place: "", board: town.board, isDryRun: false, progress: () => {}, ...more });
const here = (name: string): Promise<number> => db.read.$count(topics, eq(topics.source, name));

describe("an import in slices", () => {
  test("stores what came before a fault, and then says it", async () => {
    const seen: number[] = [];
    const progress = (read: number): number => seen.push(read);
    await expect(bring("faulty", source(450), { progress })).rejects.toMatchObject({ why: "import.not.text" });
    expect(seen).toEqual([200, 400]);
    expect(await here("faulty")).toBe(400);
  });

  test("stopped, has read one slice further and done nothing with it", async () => {
    const stopping = new AbortController();
    const asked: number[] = [];
    const progress = (): void => stopping.abort();
    const report = await bring("stopped", source(399, asked), { signal: stopping.signal, progress });
    expect(report).toMatchObject({ read: 200, created: 200 });
    expect(await here("stopped")).toBe(200);
    expect(asked.length).toBeLessThanOrEqual(400);
  });

  test("beside another of the same file says of each idea who brought it", async () => {
    const reports = await Promise.all([bring("twice", whole(250)), bring("twice", whole(250))]);
    const sum = (which: (report: ImportReport) => number): number =>
      reports.reduce((all, report) => all + which(report), 0);
    expect(sum(({ created }) => created)).toBe(250);
    expect(sum(({ unchanged }) => unchanged)).toBe(250);
    expect(sum(({ updated }) => updated)).toBe(0);
    expect(await here("twice")).toBe(250);
  });
});
