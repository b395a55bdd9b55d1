import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { Member, Viewer } from "~/features/members/rules";
import { addPicture, pictureFor } from "~/features/pictures/pictures.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { freshPicture } from "./picture";
import { newForm, openTestStore, settle, type Town } from "./town";

interface Place {
  db: Store;
  town: Town;
  dataFolder: string;
}

/** For a file of tests about pictures, called at its top: a town and a folder, which go with the file, and what is done there. */
export function openAlbum() {
  const place = {} as Place; // before the first test it has everything
  beforeAll(async () => {
    place.db = await openTestStore();
    place.town = await settle(place.db);
    place.dataFolder = mkdtempSync(join(tmpdir(), "canyu-pictures-"));
  });
  afterAll(async () => {
    await place.db.close();
    rmSync(place.dataFolder, { recursive: true });
  });

  const nameIn = (path: string): string => path.replace("/pictures/", "");
  const see = (viewer: Viewer, path: string) => pictureFor(place.db, place.dataFolder, viewer, nameIn(path));
  return {
    place,
    nameIn,
    see,
    /** Its address. */
    send: async (me: Member, sent?: Buffer): Promise<string> =>
      addPicture(place.db, place.dataFolder, me, sent ?? (await freshPicture())),
    sees: (viewer: Viewer, path: string): Promise<boolean> =>
      see(viewer, path).then(
        () => true,
        ({ code }) => {
          expect(code).toBe("not.found");
          return false;
        },
      ),
    /** What lies in the folder of pictures. */
    files(): string[] {
      const folder = join(place.dataFolder, "files/pictures");
      return existsSync(folder) ? readdirSync(folder) : [];
    },
    say: (me: Member, topicId: TopicId, text: string): Promise<CommentId> =>
      addComment(place.db, me, topicId, { text, parentId: null, once: newForm() }),
  };
}

/** A text that shows a picture. */
export const show = (path: string): string => `Look: ![a lamp](${path})`;
