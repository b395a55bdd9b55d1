import { personById } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { actLog } from "./log.server";
import { type Thing, whyNotAct } from "./rules";
import { undoableFor } from "./undoable.server";

/** Who wrote a thing, what was done to it, and what this moderator may do. */
export async function wordsBy(db: Store, me: Member, thing: Thing, authorId: MemberId) {
  const [author, { acts }, undoable] = await Promise.all([
    personById(db.read, authorId),
    actLog(db, me, { thing }),
    undoableFor(db, me, [authorId]),
  ]);
  return {
    author: { id: author.id, name: author.displayName },
    whyNot: whyNotAct(me, author),
    mayShow: undoable.length > 0,
    acts,
    now: clock.now(),
  };
}
