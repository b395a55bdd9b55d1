import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { writeMove } from "./moving.server";
import { type IdeaStatus, STALL_MS } from "./rules";
import { ideasAtTheGate, ideasById, ideasWaitingSince } from "./store.server";
import { lockIdea } from "./tallies.server";

const AT_ONCE = 200;

/** Ideas that met the gate within sixty days qualify. */
export async function qualifyIdeas(db: Store, now: number): Promise<void> {
  await moveAll(db, await ideasAtTheGate(db.read, now - STALL_MS, AT_ONCE), "qualified");
}

/** Ideas that did not, rest. */
export async function stallIdeas(db: Store, now: number): Promise<void> {
  await moveAll(db, await ideasWaitingSince(db.read, now - STALL_MS, AT_ONCE), "stalled");
}

// One write each: an idea that somebody moves in that moment stops nobody else's.
async function moveAll(db: Store, ids: readonly TopicId[], to: IdeaStatus): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      db.write(async (tx) => {
        await lockIdea(tx, id); // somebody may be moving it this moment
        const [idea] = await ideasById(tx, [id]);
        if (idea?.status === "submitted") await writeMove(tx, idea, { to, by: null });
      }),
    ),
  );
}
