import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import type { TopicId } from "~db/ids.ts";
import { topics } from "~db/schema/topics.ts";
import { openAuditedTown } from "../../../tests/support/audited-town";
import { factsOf, openTestStore, react } from "../../../tests/support/town";
import { openAudit } from "./opening.server";
import { tellOverdueAudits } from "./reminding.server";
import { DECIDE_WITHIN_MS } from "./rules";
import { loadAudit } from "./store.server";

let place: Awaited<ReturnType<typeof openAuditedTown>>;
let db: typeof place.db;
let town: typeof place.town;
/** The same database as another process has it open. */
let elsewhere: typeof place.db;

beforeAll(async () => {
  place = await openAuditedTown();
  ({ db, town } = place);
  elsewhere = await openTestStore();
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

const DAY = 86_400_000;

/** What a member's inbox says of an idea's audits, the latest first. */
async function told(me: Member, id: TopicId): Promise<Array<{ kind: string; href: string | null }>> {
  await Promise.all([react(db), react(elsewhere)]);
  const [topic] = await db.read.select({ title: topics.title }).from(topics).where(eq(topics.id, id));
  const { groups } = await inboxOf(db, me, null, 100);
  return groups.filter(({ title }) => title === topic?.title).map(({ kind, href }) => ({ kind, href }));
}

describe("whoever moderates", () => {
  test("hears once that there is something to decide, and leads there; nobody else does", async () => {
    const { id, audit } = await place.looked();
    const entry = { kind: "audit-opened", href: `/moderation/audits/${audit}` };
    for (let n = 0; n < 2; n++) {
      expect(await told(town.max, id)).toEqual([entry]);
      expect(await told(town.alma, id)).toEqual([entry]);
    }
    for (const one of [town.ann, town.ben, town.stella]) expect(await told(one, id)).toEqual([]);
  });

  test("hears nothing of what they opened themselves", async () => {
    const { id, audit, puppets } = await place.looked();
    await place.letStand(audit);
    const finding = { reason: "burst" as const, members: puppets.map((one) => one.id), numbers: {} };
    await db.write((tx) => openAudit(tx, id, [finding], town.max));
    expect(await told(town.max, id)).toHaveLength(1);
    expect(await told(town.alma, id)).toHaveLength(2);
  });

  test("is reminded once when two days are over, also where the clock was off for three", async () => {
    const { id, audit } = await place.looked();
    const decided = await place.looked();
    await place.letStand(decided.audit);
    const openedAt = (await loadAudit(db.read, audit))?.openedAt ?? 0;
    await tellOverdueAudits(db, openedAt + DECIDE_WITHIN_MS);
    expect(await told(town.max, id)).toHaveLength(1);
    const later = openedAt + DECIDE_WITHIN_MS + 3 * DAY;
    await Promise.all([tellOverdueAudits(db, later), tellOverdueAudits(elsewhere, later)]);
    await tellOverdueAudits(db, later + DAY);
    const kinds = [
      { kind: "audit-overdue", href: `/moderation/audits/${audit}` },
      { kind: "audit-opened", href: `/moderation/audits/${audit}` },
    ];
    expect([await told(town.max, id), await told(town.alma, id)]).toEqual([kinds, kinds]);
    expect((await factsOf(db, id)).filter((kind) => kind === "audit.overdue")).toHaveLength(1);
    expect(await factsOf(db, decided.id)).not.toContain("audit.overdue");
  });
});
