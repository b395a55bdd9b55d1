import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { optionalId } from "~/platform/ids";
import { log } from "~/platform/log.server";
import { optional, readForm } from "~/web/form.server";
import type { FactId } from "~db/ids.ts";
import { retryReactions } from "~db/queue.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";

/** Takes the form of the health page: to try the reactions to one fact again now, or without a fact all that fail. */
export async function takeRetryForm(db: Store, me: Member, request: Request): Promise<void> {
  const { fact } = await readForm(request, { fact: optional });
  await retry(db, me, optionalId<FactId>(fact));
}

/** Makes what fails due now. Whoever runs the clock hears of it at once, another process at its next tick. */
export async function retry(db: Store, me: Member, factId: FactId | null): Promise<void> {
  const count = await db.write(async (tx) => {
    touch(tx, "reactions");
    return retryReactions(tx, factId, clock.now());
  });
  log.info({ member: me.id, fact: factId, count }, "an admin had reactions tried again");
}
