import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ShieldCheck from "lucide-react/icons/shield-check";
import { waitingAudits } from "~/features/auditing/audits.server";
import { moderator } from "~/features/identity/gates.server";
import type { Member } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Columns } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { TabLink } from "~/ui/tabs";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { Store } from "~db/store.ts";
import type { Said } from "../acting.server";
import { hideComment, hideObjection, hideTopic, lockTopic } from "../acts.server";
import { CaseCard } from "../case-card";
import { queue } from "../queue.server";
import { decide } from "../reports.server";
import { moderationPage, type Thing } from "../rules";
import { thingFields, thingIn } from "./thing-fields.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const after = new URL(request.url).searchParams.get("after");
  const [page, audits] = [await queue(context.db, me, after), await waitingAudits(context.db)];
  return { ...page, audits, isFirstPage: !after, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const { wish, rule, reason, ...named } = await readForm(request, {
    ...{ ...thingFields, rule: optional, reason: optional },
    wish: oneOf("hide", "lock", "reject", "uphold"),
  });
  const thing = thingIn(named);
  const isFirst = await settle(context.db, me, thing, { wish, rule, reason });
  flash(context, isFirst ? "site.flash.decided" : "site.flash.faster");
  // What became of a thing stands on its page; an objection that was taken back has none.
  return redirect(isFirst || thing.objectorId ? "/moderation" : moderationPage(thing));
}

function settle(
  db: Store,
  me: Member,
  thing: Thing,
  { wish, ...said }: Said & { wish: "hide" | "lock" | "reject" | "uphold" },
): Promise<boolean> {
  if (wish === "reject") return decide(db, me, thing, "rejected");
  if (wish === "uphold") return decide(db, me, thing, "upheld");
  if (wish === "lock") return lockTopic(db, me, thing.topicId, said.reason);
  const { topicId, commentId, objectorId } = thing;
  if (commentId) return hideComment(db, me, commentId, said);
  return objectorId ? hideObjection(db, me, { topicId, objectorId }, said) : hideTopic(db, me, topicId, said);
}

export const handle: PageHandle = { title: "moderation.queue" };

export default function Queue() {
  const t = useT();
  const { cases, next, audits, isFirstPage, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const isAbout = ({ topicId, commentId, objectorId }: Thing): boolean =>
    refused?.typed.topic === String(topicId) &&
    (refused.typed.comment ?? "") === String(commentId ?? "") &&
    (refused.typed.objector ?? "") === String(objectorId ?? "");
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("moderation.queue")}</h1>
        <p className="muted">
          {t("moderation.queue.text")}{" "}
          <a className="link" href="/moderation/log">
            {t("moderation.log")}
          </a>
        </p>
        <div className="tabs">
          <TabLink href="/moderation" label={t("moderation.queue")} isCurrent />
          <TabLink href="/moderation/audits" label={t("auditing.title")} count={audits} isCurrent={false} />
        </div>
      </div>
      {refused && !cases.some(isAbout) && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      {cases.length === 0 && (
        <Blank icon={<ShieldCheck aria-hidden="true" />} title={t("moderation.queue.empty")}>
          {t("moderation.queue.empty.text")}
        </Blank>
      )}
      {cases.map((one) => (
        <CaseCard key={moderationPage(one)} one={one} answer={isAbout(one) ? refused : null} now={now} />
      ))}
      <Pager
        first={isFirstPage ? null : "/moderation"}
        next={next && `/moderation?after=${next}`}
        more={t("moderation.queue.more")}
      />
    </Columns>
  );
}
