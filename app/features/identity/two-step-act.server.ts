import type { Member } from "~/features/members/rules";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { Store } from "~db/store.ts";
import { beginTwoStep, confirmTwoStep, switchOffTwoStep } from "./two-step.server";

/** Does what the two-step page's form asks for. Returns new recovery codes when it is switched on. */
export async function twoStepAct(db: Store, me: Member, request: Request): Promise<string[] | null> {
  const { act, code } = await readForm(request, { act: oneOf("begin", "confirm", "off"), code: optional });
  if (act === "confirm") return confirmTwoStep(db, me, code);
  if (act === "begin") await beginTwoStep(db, me);
  else await switchOffTwoStep(db, me, code);
  return null;
}
