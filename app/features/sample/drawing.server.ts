import type { Member } from "~/features/members/rules";
import { addPicture } from "~/features/pictures/pictures.server";
import { fromDrawing } from "~/platform/picture.server";
import type { Store } from "~db/store.ts";
import { DRAWINGS } from "./content/pictures";

const CALLED = /\(picture:(\w+)\)/g;

/** A story's text with the pictures it calls by name, sent by whoever tells it. */
export async function withDrawings(db: Store, dataFolder: string, me: Member, text: string): Promise<string> {
  let told = text;
  for (const [called, name = ""] of text.matchAll(CALLED)) {
    const draw = DRAWINGS[name];
    if (!draw) throw new Error(`nobody drew ${name}`);
    told = told.replace(called, `(${await addPicture(db, dataFolder, me, await fromDrawing(draw()))})`);
  }
  return told;
}
