import type { AppLoadContext } from "@remix-run/node";
import { makeSignInLink } from "~/features/identity/links.server";
import { askTwoStepOfRoles } from "~/features/identity/two-step.server";
import { memberByUsername } from "~/features/members/members.server";
import { type Member, whyNotUsername } from "~/features/members/rules";
import type { Outcome } from "~/platform/mailer.server";
import { Refused } from "~/platform/refusals";
import { oneOf, optional, readForm, tick, typedOf } from "~/web/form.server";
import { sendTestMail } from "./mail-desk.server";

/** What a form of the mail page brought about, when there is something to show. */
export type Done = { outcome: Outcome } | { link: { address: string; username: string } } | null;

/** Does what one of the mail page's forms asks for; each says which by `act`. */
export async function takeMailDeskForm(request: Request, context: AppLoadContext, me: Member): Promise<Done> {
  const { act } = await typedOf(request);
  if (act === "link") return takeSignInLinkForm(request, context);
  if (act === "two-step") return takeAskTwoStepForm(request, context, me);
  await readForm(request, { act: oneOf("test") });
  return { outcome: await sendTestMail(context, me) };
}

async function takeSignInLinkForm(request: Request, { db, origin }: AppLoadContext): Promise<Done> {
  const { username: typed } = await readForm(request, { act: optional, username: optional });
  const username = typed.trim().toLowerCase();
  const found = whyNotUsername(username) ? undefined : await memberByUsername(db.read, username);
  if (!found) throw new Refused("form.invalid", { username: "member.unknown" });
  return { link: { address: await makeSignInLink(db, origin, found.id), username } };
}

async function takeAskTwoStepForm(request: Request, { db }: AppLoadContext, me: Member): Promise<Done> {
  const { asksTwoStep } = await readForm(request, { act: optional, asksTwoStep: tick });
  await askTwoStepOfRoles(db, me, asksTwoStep);
  return null;
}
