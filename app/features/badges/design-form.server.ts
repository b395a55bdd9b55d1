import { randomUUID } from "node:crypto";
import type { Member } from "~/features/members/rules";
import { idFrom } from "~/platform/ids";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { BadgeId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { changeBadge, designBadge, retireBadge, reviveBadge } from "./designing.server";
import { BADGE_HUES } from "./rules";

/** A badge as it stands in the form, looked at before it is made. */
export interface Preview {
  id: string;
  nameZh: string;
  nameEn: string;
  counted: string;
  steps: string;
  hue: string;
}

/** What a form of `/admin/badges` asks for: a new badge, or something about the one it names. Given back: only looked at. */
export async function takeBadgeForm(db: Store, me: Member, request: Request): Promise<Preview | null> {
  const form = await readForm(request, {
    wish: oneOf("preview", "save", "retire", "revive"),
    ...{ id: optional, nameZh: optional, nameEn: optional, counted: optional, steps: optional, once: optional },
    hue: oneOf(...BADGE_HUES).default("orange"),
  });
  const { wish, id, nameZh, nameEn, counted, steps, hue, once } = form;
  if (wish === "preview") return { id, nameZh, nameEn, counted, steps, hue };
  const look = { nameZh, nameEn, hue };
  if (id === "") await designBadge(db, me, { ...look, steps, counted: counted || null, once: once || randomUUID() });
  else if (wish === "save") await changeBadge(db, me, idFrom<BadgeId>(id), look);
  else await (wish === "retire" ? retireBadge : reviveBadge)(db, me, idFrom<BadgeId>(id));
  return null;
}
