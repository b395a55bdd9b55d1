import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { boardNamed } from "~/features/ideas/board-filter";
import { member, visitor } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import { takePictures } from "~/features/pictures/taking.server";
import { topicPage } from "~/features/topics/rules";
import { boards } from "~/features/topics/topics.server";
import { draftsAt } from "~/features/writing/drafts.server";
import { isPreview } from "~/features/writing/preview";
import { previewed } from "~/features/writing/preview.server";
import { namesMany, restoredOf } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { isThreadKind } from "../rules";
import { ToIdeas } from "../start-card";
import { startThread } from "../starting.server";
import { ThreadForm } from "../thread-form";
import { readThreadForm } from "../thread-form.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  refuse(context.community.isSetUp ? null : "setup.pending");
  const query = new URL(request.url).searchParams;
  const all = await boards(context.db);
  const board = boardNamed(all, query.get("board")) ?? all[0];
  return {
    boards: all,
    kind: isThreadKind(query.get("kind")) ? query.get("kind") : "talk",
    board: String(board?.id ?? ""),
    once: randomUUID(),
    isVisitor: me === null,
    whyNot: me && whyNotTakePart(me, clock.now()),
    drafts: me ? await draftsAt(context.db, me, "/threads/new") : [],
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await visitor(request, context);
  if (viewer) await takePictures(context, viewer, request, "text");
  const preview = await previewed(request, context, viewer);
  if (preview) return preview;
  const me = await member(request, context);
  const { once, draft, ...written } = await readThreadForm(request);
  const id = await startThread(context.db, me, written, { once: once || randomUUID(), draft });
  flash(context, namesMany(written.text) ? "site.flash.named.many" : "site.flash.started");
  return redirect(topicPage({ kind: "thread", id }));
}

export const handle: PageHandle = { title: "threads.new.title" };

export default function NewThread() {
  const t = useT();
  const { boards, kind, board, once, isVisitor, whyNot, drafts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = isRefused(answer) ? answer : null;
  const back = refused ?? (isPreview(answer) ? answer : null);
  const restored = restoredOf(drafts, back?.typed);
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("threads.new.title")}</h1>
        <p className="muted">{t("threads.new.text")}</p>
        {isVisitor && <p className="muted">{t("threads.new.visitor")}</p>}
        <ToIdeas />
      </div>
      {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
      <Card>
        <ThreadForm
          key={kind}
          boards={boards}
          words={{ kind: kind ?? "talk", title: "", text: "", tags: "", board, ...restored?.fields }}
          answer={refused}
          purpose={{ is: "new", once: back?.typed.once ?? once, drafts, restored }}
          isClosed={whyNot !== null}
          takesPictures={!isVisitor}
        />
      </Card>
    </Columns>
  );
}
