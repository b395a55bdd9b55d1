import type { AppLoadContext } from "@remix-run/node";
import type { Member } from "~/features/members/rules";
import { sayIn } from "~/platform/i18n/words.server";
import { Refused } from "~/platform/refusals";
import { refusedBy } from "~/platform/refused-by.server";
import { filesOf, retype, typedOf } from "~/web/form.server";
import { addPicture } from "./pictures.server";
import { MOST_AT_ONCE, PICTURES_FIELD, withPictures } from "./rules";

/**
 * Keeps the pictures that came with a form without JavaScript, and puts them under the text of its field `into`: call it
 * before the form is read. When one is refused, the form comes back with the others in its text.
 */
export async function takePictures(context: AppLoadContext, me: Member, request: Request, into: string): Promise<void> {
  const files = await filesOf(request, PICTURES_FIELD);
  if (!files.length) return;
  const { paths, refused } = await keepThose(context, me, files.slice(0, MOST_AT_ONCE));
  const word = sayIn(context.locale)("pictures.word");
  await retype(request, into, withPictures((await typedOf(request))[into] ?? "", word, paths));
  if (refused) throw refused;
  if (files.length > MOST_AT_ONCE) throw new Refused("form.invalid", { [PICTURES_FIELD]: "pictures.many" });
}

async function keepThose(
  { db, dataFolder }: AppLoadContext,
  me: Member,
  files: readonly File[],
): Promise<{ paths: string[]; refused: Refused | null }> {
  const paths: string[] = [];
  let refused: Refused | null = null;
  for (const file of files) {
    try {
      paths.push(await addPicture(db, dataFolder, me, new Uint8Array(await file.arrayBuffer())));
    } catch (error) {
      const why = refusedBy(error);
      if (!why) throw error;
      refused ??= why;
    }
  }
  return { paths, refused };
}
