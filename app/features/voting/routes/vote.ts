import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import { networkMark } from "~/web/network-mark.server";
import type { TopicId } from "~db/ids.ts";
import { castVote, withdrawVote } from "../voting.server";

const FIELDS = { wish: oneOf("cast", "withdraw"), kind: oneOf("support", "problem") };

/**
 * Votes without words; objections have a page. The wished state, never a toggle: a request sent twice does not undo
 * itself.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish, kind } = await readForm(request, FIELDS);
  const ideaId = idFrom<TopicId>(params.ideaId);
  return wish === "cast"
    ? castVote(context.db, me, ideaId, { kind, reason: "", network: await networkMark(context) })
    : withdrawVote(context.db, me, ideaId, kind);
}
