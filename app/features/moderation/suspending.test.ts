import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { runningSuspension } from "~/features/convention/sanctions.server";
import { propose } from "~/features/ideas/proposing.server";
import { sessionMember, startSession } from "~/features/identity/sessions.server";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { ActId, MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { idea, newForm, openTestStore, person, proposal, settle, type Town } from "../../../tests/support/town";
import { suspend } from "./acts.server";
import { actLog } from "./log.server";
import { undoAct } from "./undoing.server";

const SPAM = { rule: "spam", reason: "Sells watches." };
const DAY = 86_400_000;
let db: Store;
let town: Town;
let mia: Member;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const talk = () => idea(db, town.ann, town.board);
const say = (me: Member, topic: TopicId, text: string) =>
  addComment(db, me, topic, { text, parentId: null, once: newForm() });
const support = { kind: "support", reason: "" } as const;

describe("suspending a member", () => {
  const seen = async (id: MemberId) =>
    (await sessionMember(db, "http://here", (await startSession(db, "http://here", id)).split(";")[0] ?? ""))?.member;

  test("stops writing and voting, to the minute, and drafts stay possible", async () => {
    const sue = await person(db, "sue");
    const dark = await talk();
    const from = Date.now();
    expect(await suspend(db, town.max, sue.id, { ...SPAM, days: 2 })).toBe(true);
    expect(await suspend(db, mia, sue.id, { ...SPAM, days: 9 })).toBe(false);
    const muted = (await seen(sue.id)) ?? sue;
    const until = muted.mutedUntil ?? 0;
    expect(until % 60_000).toBe(0);
    expect(Math.abs(until - from - 2 * DAY)).toBeLessThanOrEqual(60_000);
    await expect(say(muted, dark, "Hm")).rejects.toMatchObject({ code: "suspended" });
    await expect(castVote(db, muted, dark, support)).rejects.toMatchObject({ code: "suspended" });
    await propose(db, muted, proposal(town.board), { once: newForm(), asDraft: true });
    vi.spyOn(clock, "now").mockReturnValue(until - 1);
    expect((await seen(sue.id))?.mutedUntil).toBe(until);
    vi.spyOn(clock, "now").mockReturnValue(until);
    expect((await seen(sue.id))?.mutedUntil).toBeNull();
    expect(await runningSuspension(db.read, sue.id)).toBeUndefined();
    await say((await seen(sue.id)) ?? sue, dark, "Sorry");
  });

  test("is undone early, and may then be imposed again; two at once are one", async () => {
    const sam = await person(db, "sam");
    const done = await Promise.all([town.max, mia].map((me) => suspend(db, me, sam.id, { ...SPAM, days: 30 })));
    expect(done.filter(Boolean)).toHaveLength(1);
    const { acts } = await actLog(db, sam, { subjectId: sam.id });
    expect(acts).toMatchObject([{ kind: "member.suspend", as: "moderator", until: expect.any(Number) }]);
    expect(await undoAct(db, town.alma, acts[0]?.id ?? (0 as ActId))).toBe(true);
    expect((await seen(sam.id))?.mutedUntil).toBeNull();
    expect(await suspend(db, town.max, sam.id, { ...SPAM, days: 365 })).toBe(true);
  });

  test("is for 1 to 365 whole days", async () => {
    for (const days of [0, -1, 366, 1.5, Number.NaN])
      await expect(suspend(db, town.max, town.cleo.id, { ...SPAM, days })).rejects.toMatchObject({
        fields: { days: "days.range" },
      });
  });
});
