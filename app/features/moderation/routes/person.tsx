import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { runningSuspension } from "~/features/convention/sanctions.server";
import { moderator } from "~/features/identity/gates.server";
import { personById } from "~/features/members/members.server";
import { hueOf } from "~/features/members/rules";
import { ConfirmCard } from "~/features/trust/confirm-card";
import { confirmationOf, confirmPerson, unconfirmPerson } from "~/features/trust/confirming.server";
import { clock } from "~/platform/clock";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { Card, Columns } from "~/ui/card";
import { Notice, StandingNotice } from "~/ui/notice";
import { Day } from "~/ui/time";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { hideAccount, previewAccount } from "../account.server";
import { SuspendForm } from "../act-forms";
import { ActList } from "../act-list";
import { suspend } from "../acts.server";
import { Glances } from "../glances";
import { HideAccount } from "../hide-account";
import { actLog } from "../log.server";
import { whyNotAct } from "../rules";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const person = await personById(db.read, idFrom<MemberId>(params.memberId));
  const { id, displayName, username, level, createdAt } = person;
  const [preview, { acts }, suspension, confirmation] = await Promise.all([
    previewAccount(db, id),
    actLog(db, me, { subjectId: id }),
    runningSuspension(db.read, id),
    confirmationOf(db, me, id),
  ]);
  return {
    title: displayName,
    person: { id, displayName, username, level, createdAt },
    whyNot: whyNotAct(me, person),
    ...{ preview, acts, confirmation, suspension: suspension ?? null, now: clock.now() },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const id = idFrom<MemberId>(params.memberId);
  const { wish, days, ...said } = await readForm(request, {
    ...{ rule: optional, reason: optional, days: optional },
    wish: oneOf("suspend", "hide", "confirm", "unconfirm"),
  });
  if (wish === "confirm" || wish === "unconfirm") {
    const isNew = await (wish === "confirm" ? confirmPerson : unconfirmPerson)(context.db, me, id);
    flash(context, isNew ? "site.flash.saved" : "site.flash.faster");
    return redirect(`/moderation/members/${id}`);
  }
  const isFirst =
    wish === "suspend"
      ? await suspend(context.db, me, id, { ...said, days: Number(days) })
      : (await hideAccount(context.db, me, id, said)) > 0;
  flash(context, isFirst ? "site.flash.moderated" : "site.flash.faster");
  return redirect(`/moderation/members/${id}`);
}

export default function ModeratePerson() {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const { person, whyNot, preview, acts, confirmation, suspension, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const answerTo = (wish: string) => (refused?.typed.wish === wish ? refused : null);
  const count = preview.topics + preview.comments + preview.objections;
  return (
    <Columns shape="narrow">
      <Card>
        <div className="meta">
          <Avatar name={person.displayName} hue={hueOf(person.id)} level={person.level} large />
          <div>
            <h1>{person.displayName}</h1>
            <p>
              {person.username} · <Day at={person.createdAt} now={now} />
            </p>
          </div>
        </div>
        {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
      </Card>
      <ConfirmCard confirmation={confirmation} answer={answerTo("confirm") ?? answerTo("unconfirm")} />
      <Card title={t("moderation.suspend")}>
        {suspension && (
          <StandingNotice>
            {t("moderation.suspended", {
              until: moment(suspension.until, locale, timeZone),
              by: suspension.by,
              reason: suspension.reason,
            })}
          </StandingNotice>
        )}
        {!suspension && !whyNot && <SuspendForm answer={answerTo("suspend")} />}
        {!suspension && whyNot && <p className="muted">{t("moderation.suspended.not")}</p>}
      </Card>
      <Card title={t("moderation.account")} note={t("moderation.account.count", { count })}>
        <Glances preview={preview} />
        {!whyNot && count > 0 && <HideAccount answer={answerTo("hide")} count={count} />}
      </Card>
      {acts.length > 0 && (
        <Card title={t("moderation.done")}>
          <ActList acts={acts} now={now} />
        </Card>
      )}
    </Columns>
  );
}
