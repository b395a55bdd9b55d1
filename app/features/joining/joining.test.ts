import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sessionMember, startSession } from "~/features/identity/sessions.server";
import { setRoles } from "~/features/members/members.server";
import type { Member, SignUp } from "~/features/members/rules";
import { saveCommunity } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import type { InvitationId, MemberId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { facts } from "~db/schema/facts.ts";
import { admissions, invitations } from "~db/schema/joining.ts";
import { members } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { newNetwork, openTestStore, settle, type Town } from "../../../tests/support/town";
import { decide, howManyWait, isWaiting, whoWaits, whoWasAnswered } from "./admissions.server";
import { invite, inviterOf, myInvitations, withdrawInvitation } from "./invitations.server";
import { register } from "./joining.server";

const ORIGIN = "http://localhost:3000";
const DAY = 86_400_000;
let db: Store;
let town: Town;
let newcomers = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const open = (signUp: SignUp) => db.write((tx) => saveCommunity(tx, { signUp }));
const come = (
  code: string | null = null,
  note = "",
  username = `newcomer-${++newcomers}`,
  network = newNetwork(),
): Promise<MemberId> =>
  register(db, { username, displayName: username, password: "a quiet sentence" }, { code, note, network });
const admissionOf = async (id: MemberId) =>
  (await db.read.select().from(admissions).where(eq(admissions.memberId, id)))[0];
const link = (by: Member = town.ann, places = 2, days = 7) => invite(db, by, { note: "", places, days });
async function asGate(id: MemberId): Promise<Member | undefined> {
  const cookie = await startSession(db, ORIGIN, id);
  return (await sessionMember(db, ORIGIN, cookie.split(";")[0] ?? ""))?.member;
}
const admittedFacts = async (id: MemberId) =>
  (await db.read.select().from(facts).where(eq(facts.kind, "member.admitted"))).filter(
    ({ details }) => details.member === id,
  );

describe("whoever comes", () => {
  test("is in at once where everybody may join", async () => {
    await open("open");
    const id = await come();
    expect(await admissionOf(id)).toMatchObject({ way: "open", verdict: "admitted", note: "" });
    expect(await asGate(id)).toMatchObject({ standing: "in", entryGroup: id });
    expect(await admittedFacts(id)).toEqual([]);
  });

  test("waits where an admin lets people in, with a word if they like", async () => {
    await open("approval");
    const id = await come(null, " I sew\nscreen covers. ");
    expect(await admissionOf(id)).toMatchObject({ way: "approval", verdict: null, note: "I sew screen covers." });
    expect((await asGate(id))?.standing).toBe("waiting");
    const before = await db.read.$count(members);
    await expect(come(null, "x".repeat(301))).rejects.toMatchObject({ fields: { note: "note.long" } });
    expect(await db.read.$count(members)).toBe(before);
  });

  test("is refused without an invitation where one is needed, and leaves nothing", async () => {
    await open("invitation");
    const before = await db.read.$count(members);
    await expect(come()).rejects.toMatchObject({ code: "invitation.needed" });
    expect(await db.read.$count(members)).toBe(before);
  });

  test("waits when twenty came from their network within the hour; an invitation still lets in", async () => {
    await open("open");
    const network = newNetwork();
    await expect(come(null, "", "admin", network)).rejects.toMatchObject({ code: "form.invalid" }); // does not count
    for (let n = 0; n < 20; n++)
      expect((await admissionOf(await come(null, "", undefined, network)))?.way).toBe("open");
    const late = await come(null, "", undefined, network);
    expect(await admissionOf(late)).toMatchObject({ way: "approval", verdict: null });
    expect([(await asGate(late))?.standing, await isWaiting(db, late)]).toEqual(["waiting", true]);
    expect(await admissionOf(await come(await link(), "", undefined, network))).toMatchObject({ verdict: "admitted" });
    const elsewhere = await come();
    expect([(await admissionOf(elsewhere))?.way, await isWaiting(db, elsewhere)]).toEqual(["open", false]);
  });

  test("hears that they can't come in before anything is said of their password", async () => {
    const poor = (code: string | null) =>
      register(
        db,
        { username: "poor", displayName: "poor", password: "short" },
        { code, note: "", network: newNetwork() },
      );
    await open("invitation");
    await expect(poor(null)).rejects.toMatchObject({ code: "invitation.needed" });
    await expect(poor("made-up")).rejects.toMatchObject({ code: "invitation.unknown" });
    await open("open");
    await expect(poor(null)).rejects.toMatchObject({ fields: { password: "password.short" } });
  });

  test("is in without an admission when they came before there were any, and whoever gets a role", async () => {
    await open("approval");
    expect((await asGate(town.ben.id))?.standing).toBe("in");
    const id = await come();
    await setRoles(db, id, ["moderator"], town.alma.id);
    expect((await asGate(id))?.standing).toBe("in");
    await decide(db, town.alma, { memberId: id, verdict: "admitted", seen: null });
  });
});

describe("admins", () => {
  test("see who waits, longest first, a page at a time", async () => {
    await open("approval");
    const start = Date.now();
    const ids: MemberId[] = [];
    for (let n = 0; n < 3; n++) {
      vi.spyOn(clock, "now").mockReturnValue(start + DAY + Math.max(n, 1)); // the first two in the same moment
      ids.push(await come(null, `no ${n}`));
    }
    const waiting = await howManyWait(db);
    const seen: MemberId[] = [];
    let next: string | null = null;
    do {
      const page = await whoWaits(db, next, 2);
      seen.push(...page.applicants.map(({ memberId }) => memberId));
      next = page.next;
    } while (next);
    expect(seen).toHaveLength(waiting);
    expect(seen.slice(-3)).toEqual(ids);
    for (const cursor of ["x", Buffer.from('["admissions.waiting",1,0]').toString("base64url")])
      await expect(whoWaits(db, cursor, 2)).rejects.toThrow("admissions.waiting");
  });

  test("let somebody in or not, twice too, and otherwise later: each admission is one fact", async () => {
    await open("approval");
    const id = await come(null, "please");
    const say = (verdict: "admitted" | "declined", seen: "admitted" | "declined" | null) =>
      decide(db, town.alma, { memberId: id, verdict, seen });
    for (let n = 0; n < 2; n++) await say("declined", null);
    expect((await asGate(id))?.standing).toBe("declined");
    expect(await admittedFacts(id)).toEqual([]);
    for (let n = 0; n < 2; n++) await say("admitted", "declined");
    expect((await asGate(id))?.standing).toBe("in");
    expect(await admittedFacts(id)).toMatchObject([{ by: town.alma.id }]);
    const { applicants } = await whoWasAnswered(db, null, 1);
    expect(applicants).toMatchObject([{ memberId: id, verdict: "admitted", decider: "alma", note: "please" }]);
    await say("declined", "admitted");
    expect((await asGate(id))?.standing).toBe("declined");
  });

  test("at once: of two verdicts one stands, and the other admin hears of it; the same verdict is one", async () => {
    await open("approval");
    const [torn, clear] = [await come(), await come()];
    const both = await Promise.allSettled(
      (["admitted", "declined"] as const).map((verdict) =>
        decide(db, town.alma, { memberId: torn, verdict, seen: null }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const one of both) if (one.status === "rejected") expect(one.reason.code).toBe("admission.decided");
    await Promise.all([1, 2].map(() => decide(db, town.alma, { memberId: clear, verdict: "admitted", seen: null })));
    expect(await admittedFacts(clear)).toHaveLength(1);
  });

  test("decide only about those who asked", async () => {
    await open("open");
    for (const memberId of [await come(), town.ben.id, 2_000_000_000 as MemberId])
      await expect(decide(db, town.alma, { memberId, verdict: "declined", seen: null })).rejects.toMatchObject({
        code: "not.found",
      });
  });
});

describe("an invitation", () => {
  test.each<SignUp>(["open", "invitation", "approval"])("lets in where the community is %s", async (signUp) => {
    await open(signUp);
    const id = await come(await link());
    expect(await admissionOf(id)).toMatchObject({ way: "invitation", verdict: "admitted", inviterId: town.ann.id });
    expect((await asGate(id))?.standing).toBe("in");
  });

  test("shows its maker who came and what is left, and whoever opens it who invites", async () => {
    const code = await invite(db, town.ben, { note: " for\nMei ", places: 3, days: 30 });
    await come(code);
    expect(await inviterOf(db, code)).toBe("ben");
    expect(await myInvitations(db, town.ben)).toMatchObject([
      { code, note: "for Mei", places: 3, taken: 1, is: "open" },
    ]);
  });

  test("has one last place: of two who take it at once one comes in, and nobody after", async () => {
    for (let n = 0; n < 3; n++) {
      const code = await link(town.ann, 1);
      const before = await db.read.$count(members);
      const both = await Promise.allSettled([come(code), come(code)]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      for (const one of both) if (one.status === "rejected") expect(one.reason.code).toBe("invitation.full");
      expect(await db.read.$count(members)).toBe(before + 1);
      await expect(come(code)).rejects.toMatchObject({ code: "invitation.full" });
      await expect(inviterOf(db, code)).rejects.toMatchObject({ code: "invitation.full" });
    }
  });

  test("loses no place to an account that was refused", async () => {
    const code = await link(town.ann, 1);
    await expect(come(code, "", "a b")).rejects.toMatchObject({ code: "form.invalid" });
    await come(code);
  });

  test("ends: by its date, by whoever made it, with its maker's suspension or verdict; an unknown one never was", async () => {
    const why = async (code: string) => {
      await expect(inviterOf(db, code)).rejects.toMatchObject({ code: expect.stringMatching(/^invitation\./) });
      return come(code).then(
        () => "in",
        (refused) => refused.code,
      );
    };
    const [expiring, withdrawn, muted] = [await link(town.ann, 2, 1), await link(), await link(town.cleo)];
    const ids = new Map((await myInvitations(db, town.ann)).map(({ code, id }) => [code, id]));
    const id = ids.get(withdrawn) ?? (0 as InvitationId);
    await expect(withdrawInvitation(db, town.ben, id)).rejects.toMatchObject({ code: "not.found" });
    for (let n = 0; n < 2; n++) await withdrawInvitation(db, town.ann, id);
    expect(await why(withdrawn)).toBe("invitation.withdrawn");
    const now = Date.now();
    const until = now + DAY;
    const sanction = { memberId: town.cleo.id, kind: "muted", from: now - 1, until, reason: "spam", by: town.max.id };
    await db.write((tx) => tx.insert(sanctions).values({ ...sanction, kind: "muted" }));
    expect(await why(muted)).toBe("invitation.withdrawn");
    for (const unknown of ["", "x", "x".repeat(500)]) expect(await why(unknown)).toBe("invitation.unknown");
    vi.spyOn(clock, "now").mockReturnValue(now + DAY + 1_000);
    expect(await why(expiring)).toBe("invitation.expired");
    await come(muted); // the suspension is over
    const states = (await myInvitations(db, town.ann)).map((one) => [one.code, one.is]);
    expect(states).toContainEqual([expiring, "expired"]);
    expect(states).toContainEqual([withdrawn, "withdrawn"]);
  });

  test("of somebody who is declined after all lets nobody in", async () => {
    await open("approval");
    const id = await come();
    await decide(db, town.alma, { memberId: id, verdict: "admitted", seen: null });
    const inviter = await asGate(id);
    const code = inviter ? await link(inviter) : "";
    await decide(db, town.alma, { memberId: id, verdict: "declined", seen: "admitted" });
    await expect(come(code)).rejects.toMatchObject({ code: "invitation.withdrawn" });
  });

  test("has its limits: places, days, words, and links at a time", async () => {
    const wish = { note: "", places: 1, days: 1 };
    for (const places of [0, 6, 1.5, Number.NaN, -1])
      await expect(invite(db, town.ben, { ...wish, places })).rejects.toMatchObject({
        fields: { places: "invitation.places" },
      });
    for (const days of [0, 31, 0.5, Number.NaN])
      await expect(invite(db, town.ben, { ...wish, days })).rejects.toMatchObject({
        fields: { days: "invitation.days" },
      });
    await expect(invite(db, town.ben, { ...wish, note: "x".repeat(301) })).rejects.toMatchObject({
      fields: { note: "note.long" },
    });
    await invite(db, town.max, { ...wish, places: 50 });
    await expect(invite(db, town.max, { ...wish, places: 51 })).rejects.toMatchObject({ code: "form.invalid" });
    await expect(invite(db, { ...town.ben, standing: "waiting" }, wish)).rejects.toMatchObject({
      code: "account.waiting",
    });
    await db.write((tx) =>
      tx.update(invitations).set({ withdrawnAt: 1 }).where(eq(invitations.inviterId, town.ben.id)),
    );
    for (let n = 0; n < 20; n++) await invite(db, town.ben, wish);
    await expect(invite(db, town.ben, wish)).rejects.toMatchObject({ code: "invitation.many" });
  });
});

describe("the entry group", () => {
  test("of the invited is their inviter's number; an admin's guests keep their own", async () => {
    await open("open");
    const [fans, admins] = [await come(await link(town.ann)), await come(await link(town.alma))];
    expect((await asGate(fans))?.entryGroup).toBe(town.ann.id);
    expect((await asGate(town.ann.id))?.entryGroup).toBe(town.ann.id);
    expect((await asGate(admins))?.entryGroup).toBe(admins);
  });
});
