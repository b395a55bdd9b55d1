import { rolesOf } from "~/features/members/members.server";
import { isModerator, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { whyNotUndo } from "./rules";

/** Those of these people for whom the viewer may undo what was done to them: only there a button says so. */
export async function undoableFor(db: Store, viewer: Viewer, people: readonly MemberId[]): Promise<MemberId[]> {
  if (!viewer || !isModerator(viewer) || whyNotTakePart(viewer, clock.now())) return [];
  const each = [...new Set(people)];
  const roles = await rolesOf(db.read, each);
  return each.filter((id) => whyNotUndo(viewer, { id, roles: roles.get(id) ?? [] }) === null);
}
