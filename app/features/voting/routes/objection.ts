import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { visitor } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import type { MemberId, TopicId } from "~db/ids.ts";
import { placeOfObjection } from "../voting.server";

/** Leads to the objection where it stands, however far down. */
export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id } = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  return redirect(await placeOfObjection(db, me, { topicId: id, objectorId: idFrom<MemberId>(params.objectorId) }));
}

/** Never drawn. Being a page, it says on a page that there is no such idea. */
export default function Objection() {
  return null;
}
