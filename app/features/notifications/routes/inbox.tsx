import { type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import InboxIcon from "lucide-react/icons/inbox";
import type { ReactNode } from "react";
import { isStatus } from "~/features/ideas/rules";
import { StatusChip } from "~/features/ideas/status-chip";
import { confirmedAddress } from "~/features/identity/addresses.server";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { optional, readForm } from "~/web/form.server";
import type { FactId, MemberId } from "~db/ids.ts";
import { GroupRow } from "../group-row";
import { inboxOf, markAllRead } from "../inbox.server";

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const after = new URL(request.url).searchParams.get("after");
  const [inbox, byMail] = await Promise.all([inboxOf(db, me, after), mailStateOf(context, me.id)]);
  return { ...inbox, byMail, isFirstPage: after === null, now: clock.now() };
}

async function mailStateOf({ db, mailer }: AppLoadContext, id: MemberId): Promise<MailState> {
  if (!mailer.isConfigured) return "server";
  return (await confirmedAddress(db.read, id)) === null ? "address" : "chosen";
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { last } = await readForm(request, { last: optional });
  await markAllRead(context.db, me, idFrom<FactId>(last));
  return redirect("/inbox");
}

/** What there is for news by mail: a choice of which, no address yet, or no mail server. */
type MailState = "chosen" | "address" | "server";

export const handle: PageHandle = { title: "notifications.title" };

export default function Inbox() {
  const t = useT();
  const { groups, next, byMail, isFirstPage, now } = useLoaderData<typeof loader>();
  const latest = groups[0];
  return (
    <Columns shape="narrow">
      <div className="inbox__head">
        <h1>{t("notifications.title")}</h1>
        <Form method="post" className="button-row">
          <ButtonLink look="quiet" href="/me/following">
            {t("notifications.following")}
          </ButtonLink>
          {isFirstPage && groups.some(({ isUnread }) => isUnread) && (
            <Button name="last" value={latest?.id}>
              {t("notifications.read.all")}
            </Button>
          )}
        </Form>
      </div>
      <Card>
        {groups.length === 0 && (
          <Blank
            icon={<InboxIcon size={26} strokeWidth={1.75} aria-hidden="true" />}
            title={t(isFirstPage ? "notifications.none" : "notifications.no.more")}
            next={
              <ButtonLink look="go" href="/">
                {t("notifications.none.next")}
              </ButtonLink>
            }
          >
            {t("notifications.none.text")}
          </Blank>
        )}
        <ul className="inbox">
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} now={now}>
              {group.kind === "move" && <Status words={group.words ?? ""} />}
            </GroupRow>
          ))}
        </ul>
        <Pager
          first={isFirstPage ? null : "/inbox"}
          next={next && `/inbox?after=${next}`}
          more={t("notifications.more")}
        />
      </Card>
      <ByMail state={byMail} />
    </Columns>
  );
}

/** Which news come by mail, too; or what has to be there first. */
function ByMail({ state }: { state: MailState }): ReactNode {
  const t = useT();
  if (state === "server") return <p className="small muted">{t("notifications.by.mail.server")}</p>;
  return (
    <p className="small muted">
      <a className="link" href="/me/account">
        {t(state === "chosen" ? "notifications.by.mail" : "notifications.by.mail.address")}
      </a>
    </p>
  );
}

const Status = ({ words }: { words: string }): ReactNode => isStatus(words) && <StatusChip status={words} />;
