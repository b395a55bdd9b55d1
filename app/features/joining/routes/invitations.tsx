import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Mail from "lucide-react/icons/mail";
import { member } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { InvitationId } from "~db/ids.ts";
import { InvitationForm, InvitationRow } from "../invitation-forms";
import { invite, myInvitations, withdrawInvitation } from "../invitations.server";
import { mostPlaces } from "../rules";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const invitations = await myInvitations(context.db, me);
  const now = clock.now();
  return { invitations, most: mostPlaces(me), whyNot: whyNotTakePart(me, now), origin: context.origin, now };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish, note, places, days, invitation } = await readForm(request, {
    wish: oneOf("invite", "withdraw"),
    note: optional,
    places: optional,
    days: optional,
    invitation: optional,
  });
  if (wish === "withdraw") await withdrawInvitation(context.db, me, idFrom<InvitationId>(invitation));
  else await invite(context.db, me, { note, places: Number(places), days: Number(days) });
  flash(context, wish === "invite" ? "site.flash.invited" : "site.flash.saved");
  return redirect("/me/invitations");
}

export const handle: PageHandle = { title: "joining.invitations" };

export default function Invitations() {
  const t = useT();
  const { invitations, most, whyNot, origin, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/me">{t("site.dock.me")}</BackLink>
        <h1>{t("joining.invitations")}</h1>
        <p className="muted">{t("joining.invitations.text")}</p>
      </div>
      <Card title={t("joining.invitations.new")}>
        {whyNot ? (
          <p className="muted">{t(`refusals.${whyNot}`)}</p>
        ) : (
          <InvitationForm key={invitations[0]?.id} most={most} answer={refused} />
        )}
      </Card>
      <Card title={t("joining.invitations.mine")}>
        {invitations.length === 0 && <Blank icon={<Mail aria-hidden="true" />} title={t("joining.invitations.none")} />}
        {invitations.map((one) => (
          <InvitationRow key={one.id} invitation={one} origin={origin} now={now} />
        ))}
      </Card>
    </Columns>
  );
}
