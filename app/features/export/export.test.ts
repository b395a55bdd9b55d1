import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import type { IdeaFilter } from "~/features/ideas/listing.server";
import { castVote } from "~/features/voting/voting.server";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { COLUMNS } from "./columns";
import { defused, type Format, fileOf } from "./files.server";
import { requestFilterFrom } from "./request-filter";
import { topRequests } from "./top-requests.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  const liked = await idea(db, town.ann, town.board, '=HYPERLINK("x"), "liked"');
  await idea(db, town.ann, town.board, "Quiet idea");
  for (const fan of [town.ben, town.cleo, town.stella]) await castVote(db, fan, liked, { kind: "support", reason: "" });
  await addComment(db, town.ben, liked, { text: "First!", parentId: null, once: "c1" });
  await answerIdea(db, town.stella, liked, { text: "Yes, in March.", manner: "office", once: "a1" });
});
afterAll(() => db.close());

const rows = (filter: IdeaFilter, limit?: number) =>
  topRequests(db, null, { filter, limit, origin: "https://ideas.example" });

async function file(format: Format, filter: IdeaFilter): Promise<string> {
  let text = "";
  for await (const piece of fileOf(format, rows(filter), { order: filter.order })) text += piece;
  return text;
}

describe("the top requests", () => {
  test("come as RFC 4180 with a byte order mark, columns in order, formulas defused", async () => {
    const text = await file("csv", { order: "most" });
    expect(text.startsWith(`\ufeff${COLUMNS.join(",")}\r\n`)).toBe(true);
    const [first] = parse(text, { bom: true, columns: true });
    expect(first).toMatchObject({
      rank: "1",
      title: `'=HYPERLINK("x"), "liked"`,
      supporters: "2",
      staff_support: "1",
      entry_groups: "2",
      trend_28d: "2",
      trusted_support: "",
      answer: "Yes, in March.",
      top_comments: '[{"author":"ben","text":"First!"}]',
    });
  });

  test("defuse every sign a spreadsheet would run", () => {
    for (const sign of ["=", "+", "-", "@", "\t=", "＝", "＋", "－", "＠"])
      expect(defused(`${sign}1`)).toBe(`'${sign}1`);
    expect(defused("a=1")).toBe("a=1");
  });

  test("come as JSON with a checksum over their lines", async () => {
    const text = await file("json", { order: "most" });
    const made: { requests: unknown[]; sha256: string } = JSON.parse(text);
    const lines = made.requests.map((request) => `${JSON.stringify(request)}\n`).join("");
    expect(made.sha256).toBe(createHash("sha256").update(lines).digest("hex"));
    expect(made.requests[0]).toMatchObject({
      rank: 1,
      url: expect.stringMatching(/^https:\/\/ideas\.example\/ideas\/\d+$/),
    });
  });

  test("stop at the limit, and are empty when nothing matches", async () => {
    const ranks = async (filter: IdeaFilter, limit?: number): Promise<number[]> => {
      const found: number[] = [];
      for await (const { rank } of rows(filter, limit)) found.push(rank);
      return found;
    };
    expect(await ranks({ order: "new" })).toEqual([1, 2]);
    expect(await ranks({ order: "new" }, 1)).toEqual([1]);
    expect(await ranks({ order: "new", since: Date.now() + 1_000_000 })).toEqual([]);
    expect(await file("csv", { order: "new", status: "declined" })).toBe(`\ufeff${COLUMNS.join(",")}\r\n`);
  });

  test("read their filter from a URL and leave out what nobody knows", () => {
    const filter = requestFilterFrom(
      new URLSearchParams("order=net&since=2026-11-01&limit=5&status=nope&board=phones"),
    );
    expect(filter).toEqual({ order: "net", since: "2026-11-01", limit: 5, status: null, board: "phones", tag: null });
    expect(requestFilterFrom(new URLSearchParams("limit=-1&since=yesterday"))).toMatchObject({
      order: "most",
      limit: null,
      since: null,
    });
  });
});
