import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { Member, Viewer } from "~/features/members/rules";
import { addPicture, pictureFor } from "~/features/pictures/pictures.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { newFolder, removeFolders } from "./folders";
import { freshPicture } from "./picture";
import { openPlace } from "./place";
import { newForm } from "./town";

/** For a file of tests about pictures, called at its top: a town and a folder, which go with the file, and what is done there. */
export function openAlbum() {
  const place = openPlace();
  const dataFolder = newFolder();
  afterAll(removeFolders);

  const nameIn = (path: string): string => path.replace("/pictures/", "");
  const see = (viewer: Viewer, path: string) => pictureFor(place.db, dataFolder, viewer, nameIn(path));
  return {
    place,
    dataFolder,
    nameIn,
    see,
    /** Its address. */
    send: async (me: Member, sent?: Buffer): Promise<string> =>
      addPicture(place.db, dataFolder, me, sent ?? (await freshPicture())),
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
      const folder = join(dataFolder, "files/pictures");
      return existsSync(folder) ? readdirSync(folder) : [];
    },
    say: (me: Member, topicId: TopicId, text: string): Promise<CommentId> =>
      addComment(place.db, me, topicId, { text, parentId: null, once: newForm() }),
  };
}

/** A text that shows a picture. */
export const show = (path: string): string => `Look: ![a lamp](${path})`;
