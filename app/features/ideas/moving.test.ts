import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { visibleIdea } from "./ideas.server";
import { ideaPage } from "./listing.server";
import { moveIdea } from "./moving.server";
import { type IdeaStatus, MOVES, type MoveWords, movesFor, STATUSES, whyNotMove } from "./rules";

const WORDS: MoveWords = { ownerId: null, teamId: null, week: "", noDate: false, code: "", reason: "" };
const LONG = "现在还做不到：需要新的硬件，明年春天再看一次，谢谢大家。";
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const statusOf = async (id: TopicId): Promise<IdeaStatus> => (await visibleIdea(db.read, null, id)).status;
const move = (me: Member, id: TopicId, to: IdeaStatus, words: Partial<MoveWords> = {}): Promise<void> =>
  moveIdea(db, me, id, to, { ...WORDS, ...words });

describe("the life of an idea", () => {
  test("offers exactly the listed moves to exactly the listed people", () => {
    const { ann, ben, stella, max, alma } = town;
    for (const status of STATUSES) {
      const facts = { id: 1 as TopicId, authorId: ann.id, status };
      const listed = MOVES.filter(({ from, missing }) => from.includes(status) && !missing);
      const by = (who: string) => listed.filter((row) => row.who === who).map(({ to }) => to);
      expect(movesFor(ann, facts).map(({ to }) => to)).toEqual(by("author"));
      expect(movesFor(ben, facts)).toEqual([]);
      expect(movesFor(null, facts)).toEqual([]);
      expect(movesFor(stella, facts).map(({ to }) => to)).toEqual(by("staff"));
      expect(movesFor(max, facts).map(({ to }) => to)).toEqual(by("moderator"));
      expect(movesFor(alma, facts).map(({ to }) => to)).toEqual(by("moderator"));
    }
  });

  test("tells a move that is nobody's from one that is somebody else's", () => {
    const facts = { id: 1 as TopicId, authorId: town.ann.id, status: "submitted" as const };
    expect(whyNotMove(town.ben, facts, "declined")).toBe("move.not.yours");
    expect(whyNotMove(town.stella, facts, "verified")).toBe("move.not.listed");
    expect(whyNotMove(town.stella, facts, "merged")).toBe("move.not.listed");
    expect(whyNotMove(town.ann, facts, "withdrawn")).toBeNull();
  });

  test("goes from the shortlist to the release, with an owner on the way", async () => {
    const id = await idea(db, town.ann, town.board);
    await move(town.stella, id, "shortlisted", { ownerId: town.stella.id });
    await expect(move(town.stella, id, "accepted", { noDate: true })).rejects.toMatchObject({
      fields: { team: "team.missing" },
    });
    await move(town.stella, id, "declined", { code: "later", reason: LONG, ownerId: town.stella.id });
    await expect(move(town.stella, id, "submitted")).rejects.toMatchObject({ fields: { reason: "reason.missing" } });
    await move(town.stella, id, "submitted", { reason: "The hardware came." });
    expect(await statusOf(id)).toBe("submitted");
    const { history, owner } = await ideaPage(db, null, id);
    expect(owner).toBe("stella");
    expect(history.map(({ to }) => to)).toEqual(["submitted", "declined", "shortlisted"]);
  });

  test("declines only with a reason, a whole sentence and an owner who works here", async () => {
    const id = await idea(db, town.ann, town.board);
    const why = { code: "later", reason: LONG, ownerId: town.stella.id };
    const refusedWith = (words: Partial<MoveWords>, fields: Record<string, string>) =>
      expect(move(town.stella, id, "declined", { ...why, ...words })).rejects.toMatchObject({ fields });
    await refusedWith({ code: "because" }, { code: "reason.code.missing" });
    await refusedWith({ reason: "no" }, { reason: "reason.short" });
    await refusedWith({ ownerId: null }, { owner: "owner.missing" });
    await refusedWith({ ownerId: town.ben.id }, { owner: "owner.not.staff" });
    await expect(move(town.ben, id, "declined", why)).rejects.toMatchObject({ code: "move.not.yours" });
    expect(await statusOf(id)).toBe("submitted");
    expect((await ideaPage(db, null, id)).history).toEqual([]);
  });

  test("writes one row when said twice or by two people at once", async () => {
    const id = await idea(db, town.ann, town.board);
    const shortlist = () => move(town.stella, id, "shortlisted", { ownerId: town.stella.id });
    await Promise.all([shortlist(), shortlist(), shortlist()]);
    await shortlist();
    expect((await ideaPage(db, null, id)).history).toHaveLength(1);
  });
});
