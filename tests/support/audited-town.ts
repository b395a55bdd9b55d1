import { eq } from "drizzle-orm";
import { decideAudit } from "~/features/auditing/deciding.server";
import { openAudit } from "~/features/auditing/opening.server";
import type { Finding } from "~/features/auditing/rules";
import { votersOf } from "~/features/auditing/store.server";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import type { AuditId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "./town";

export const WHY = "They voted alike to the second, seven times.";
export const support = { kind: "support", reason: "" } as const;

let lamps = 0;
/** A word no other idea or member of a test has in its name. */
export const newLamp = (): string => `lamp${++lamps}x`;

export interface Looked {
  id: TopicId;
  audit: AuditId;
  honest: Member[];
  puppets: Member[];
}

/** A town where votes are looked at, and what can be asked and done there. */
export async function openAuditedTown() {
  const db = await openTestStore();
  const town = await settle(db);
  return { db, town, ...around(db, town) };
}

function around(db: Store, town: Town) {
  const opened = async (id: TopicId, suspects: readonly Member[]): Promise<AuditId> => {
    const finding: Finding = { reason: "pair", members: suspects.map((one) => one.id), numbers: { shared: 7 } };
    const audit = await db.write((tx) => openAudit(tx, id, [finding], null));
    if (!audit) throw new Error("no audit was opened");
    return audit;
  };

  /** An idea with honest supporters and puppets, whose votes are being looked at. */
  const looked = async (honestCount = 3, puppetCount = 4): Promise<Looked> => {
    const name = newLamp();
    const id = await idea(db, town.ann, town.board, `A ${name}`);
    const [honest, puppets] = [await crowd(db, honestCount, `${name}h`), await crowd(db, puppetCount, `${name}p`)];
    for (const fan of [...honest, ...puppets]) await castVote(db, fan, id, support);
    return { id, honest, puppets, audit: await opened(id, puppets) };
  };

  const row = async (id: TopicId) => {
    const [found] = await db.read.select().from(ideas).where(eq(ideas.topicId, id));
    if (!found) throw new Error("no such idea");
    return found;
  };

  return {
    opened,
    looked,
    row,
    numbers: async (id: TopicId) => {
      const { supporters, weightSum, guestSum, trusted, ...more } = await row(id);
      const { most, net, hot, trend, problemHavers, underAuditSince } = more;
      return { supporters, weightSum, guestSum, trusted, most, net, hot, trend, problemHavers, underAuditSince };
    },
    votesOn: (id: TopicId) =>
      db.read.select().from(votes).where(eq(votes.root, id)).orderBy(votes.castOn, votes.memberId, votes.kind),
    /** Takes the votes of these out, and spares the other suspects. */
    exclude: async (audit: AuditId, some: readonly Member[], by = town.max) => {
      const out = some.map((one) => one.id);
      const spared = (await votersOf(db.read, audit)).filter((id) => !out.includes(id));
      return decideAudit(db, by, audit, { verdict: "excluded", spared, reason: WHY });
    },
    letStand: (audit: AuditId, by = town.max) =>
      decideAudit(db, by, audit, { verdict: "let", spared: [], reason: "Friends on one evening." }),
  };
}
