import { isModerator, type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { redraw, shrink } from "~/platform/picture.server";
import { Refused, refuse } from "~/platform/refusals";
import { limit } from "~/web/rate-limits.server";
import type { Store, Tx } from "~db/store.ts";
import { hashOf, hasPicture, readPicture, writePicture } from "./folder.server";
import { LARGEST_PICTURE, PICTURES_FIELD, pathOf, pictureNamed, picturesIn } from "./rules";
import { dropOtherUses, insertUses, loadPicture, type Place, savePicture } from "./store.server";

const EDGE = 2048;
const SMALL_EDGE = 480;

/**
 * Keeps a picture somebody sent, drawn anew; returns its path. The same picture of the same person is the same file.
 * The file comes before its row. Where it was swept away in between, it is written again.
 */
export async function addPicture(db: Store, dataFolder: string, me: Member, sent: Uint8Array | null): Promise<string> {
  refuse(whyNotTakePart(me, clock.now()));
  if (!sent?.length) throw new Refused("form.invalid", { [PICTURES_FIELD]: "picture.missing" });
  await limit("pictures", me.id);
  const { bytes, width, height } = await redraw(sent, {
    ...{ field: PICTURES_FIELD, edge: EDGE, mostBytes: LARGEST_PICTURE, large: "picture.large", isMoving: true },
  });
  const files = { bytes, small: await shrink(bytes, SMALL_EDGE) };
  const hash = hashOf(bytes, me.id);
  await writePicture(dataFolder, hash, files);
  await db.write(async (tx) => {
    await savePicture(tx, { hash, width, height, size: bytes.length, memberId: me.id, at: clock.now() });
    if (!(await hasPicture(dataFolder, hash))) await writePicture(dataFolder, hash, files);
  });
  return pathOf({ hash, width, height });
}

/** Keeps which pictures a new text shows, in the write that stores it. `commentId` is 0 for a topic's own text. */
export const addPictureUses = (tx: Tx, place: Place, ...htmls: string[]): Promise<void> =>
  insertUses(tx, place, picturesIn(...htmls));

/** The same for a text that was changed: all its rendered parts as they are now. */
export async function keepPictureUses(tx: Tx, place: Place, ...htmls: string[]): Promise<void> {
  await dropOtherUses(tx, place, picturesIn(...htmls));
  await addPictureUses(tx, place, ...htmls);
}

export interface ServedPicture {
  bytes: Buffer;
  /** Changes with the file. */
  tag: string;
  /** Everybody may see it. */
  isPublic: boolean;
}

/**
 * The picture of this name. Everybody sees it while a text everybody may read shows it; otherwise, not yet shown or hidden
 * with its text, only who sent it and moderators do.
 */
export async function pictureFor(db: Store, dataFolder: string, viewer: Viewer, name: string): Promise<ServedPicture> {
  const asked = pictureNamed(name);
  const stored = asked && (await loadPicture(db.read, asked.hash));
  if (!stored || asked.width !== stored.width || asked.height !== stored.height) throw new Refused("not.found");
  if (!stored.isShown && stored.memberId !== viewer?.id && !isModerator(viewer)) throw new Refused("not.found");
  const bytes = await readPicture(dataFolder, asked.hash, asked.isSmall);
  if (!bytes) throw new Refused("not.found");
  return { bytes, tag: `"${asked.hash}${asked.isSmall ? "-small" : ""}"`, isPublic: stored.isShown };
}
