import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { oneOf, readForm } from "~/web/form.server";
import { wishMail } from "../members.server";

/** Whether a member hears by mail, too. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("want", "stop") });
  await wishMail(context.db, me.id, wish === "want");
  return { wish };
}
