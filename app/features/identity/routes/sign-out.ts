import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { visitor } from "../gates.server";
import { endSession } from "../sessions.server";

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const cookies = request.headers.get("Cookie") ?? "";
  context.cookies.push(await endSession(context.db, context.origin, cookies));
  return redirect("/");
}
