import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { fileOf, readForm } from "~/web/form.server";
import { addPicture } from "../pictures.server";
import { PICTURES_FIELD } from "../rules";

/** Takes one picture from a page's script, while its text is still being written. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await readForm(request, {});
  const path = await addPicture(context.db, context.dataFolder, me, await fileOf(request, PICTURES_FIELD));
  return Response.json({ path }, { status: 201 });
}
