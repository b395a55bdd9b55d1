import type { Member } from "~/features/members/rules";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { Store } from "~db/store.ts";
import { beginTwoStep, confirmTwoStep, dropBegun, switchOffTwoStep } from "./two-step.server";

/** Does what the two-step page's form asks for. Returns new recovery codes when it is switched on, and where to go. */
export async function takeTwoStepForm(
  db: Store,
  me: Member,
  request: Request,
): Promise<{ codes: string[] } | { next: string }> {
  const { act, code } = await readForm(request, { act: oneOf("begin", "confirm", "off", "stop"), code: optional });
  if (act === "confirm") return { codes: await confirmTwoStep(db, me, code) };
  if (act === "begin") await beginTwoStep(db, me);
  else if (act === "off") await switchOffTwoStep(db, me, code);
  else await dropBegun(db, me);
  return { next: act === "stop" ? "/me/account" : "/me/account/two-step" };
}
