import { propose } from "~/features/ideas/proposing.server";
import { addMember, giveRoles } from "~/features/members/members.server";
import type { Member, Role } from "~/features/members/rules";
import { addBoard } from "~/features/topics/topics.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";

/** The database of this test file, opened as production opens it. */
export const openTestStore = (): Promise<Store> =>
  openStore({ file: process.env.CANYU_TEST_FILE ?? "", url: process.env.DATABASE_URL });

/** Some people who know each other by name: ann proposes, ben and cleo vote, stella works for the brand, max moderates. */
export interface Town {
  ann: Member;
  ben: Member;
  cleo: Member;
  stella: Member;
  max: Member;
  alma: Member;
  board: BoardId;
}

export async function settle(db: Store): Promise<Town> {
  const board = await db.write((tx) => addBoard(tx, { name: "Phones 手机", slug: "phones", description: "" }));
  return {
    board,
    ann: await person(db, "ann"),
    ben: await person(db, "ben"),
    cleo: await person(db, "cleo"),
    stella: await person(db, "stella", ["staff"]),
    max: await person(db, "max", ["moderator"]),
    alma: await person(db, "alma", ["admin"]),
  };
}

/** A member as the gate would bring them. */
export async function person(db: Store, username: string, roles: Role[] = []): Promise<Member> {
  const id = await db.write(async (tx) => {
    const added = await addMember(tx, { username, displayName: username });
    await giveRoles(tx, added, roles, null);
    return added;
  });
  return memberOf(id, username, roles);
}

export const memberOf = (id: MemberId, username: string, roles: Role[] = []): Member => ({
  id,
  username,
  displayName: username,
  title: null,
  teamId: null,
  team: null,
  roles,
  weight: 1000,
});

/** So many people at once. */
export const crowd = (db: Store, count: number, prefix = "fan"): Promise<Member[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => person(db, `${prefix}${n}`)));

let forms = 0;

/** An idea by `me`. */
export function idea(db: Store, me: Member, board: BoardId, title = "Dark mode at night"): Promise<TopicId> {
  const words = {
    title,
    problem: "The screen is too bright at night, every night.",
    proposal: "",
    tags: "",
    boardId: board,
  };
  return propose(db, me, words, { once: `form-${++forms}`, asDraft: false });
}
