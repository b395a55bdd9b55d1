import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Eraser from "lucide-react/icons/eraser";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import type { Key } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { removeSample, type SampleCounts, sampleCounts, whyNotRemove } from "../removing.server";
import "../demo.css";
import "~/ui/rows.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return { counts: await sampleCounts(context.db), isDemo: context.community.isDemo };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  await readForm(request, { wish: oneOf("remove") });
  refuse(await whyNotRemove(context.db, me, context.community));
  await removeSample(context.db);
  flash(context, "site.flash.sample.removed");
  return redirect("/admin");
}

export const handle: PageHandle = { title: "sample.admin.title" };

export default function Sample() {
  const t = useT();
  const { counts, isDemo } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      {isDemo ? (
        <Blank
          heading="h1"
          icon={<Eraser aria-hidden="true" />}
          title={t("sample.admin.title")}
          next={<ButtonLink href="/admin">{t("site.nav.admin")}</ButtonLink>}
        >
          {t("sample.admin.demo")}
        </Blank>
      ) : counts === null ? (
        <Blank
          heading="h1"
          icon={<Eraser aria-hidden="true" />}
          title={t("sample.admin.none")}
          next={<ButtonLink href="/admin">{t("site.nav.admin")}</ButtonLink>}
        >
          {t("sample.admin.none.text")}
        </Blank>
      ) : (
        <>
          <div>
            <h1>{t("sample.admin.title")}</h1>
            <p className="muted">{t("sample.admin.text")}</p>
          </div>
          <What counts={counts} />
          <Remove />
        </>
      )}
    </Columns>
  );
}

const ROWS = ["people", "ideas", "threads", "comments", "votes", "answers"] as const;
const rowKey = (row: (typeof ROWS)[number]): Key => `sample.admin.${row}`;

function What({ counts }: { counts: SampleCounts }) {
  const t = useT();
  const { theirComments, theirVotes } = counts;
  return (
    <>
      <Card title={t("sample.admin.goes")}>
        <ul className="rows">
          {ROWS.map((row) => (
            <li key={row}>{t(rowKey(row), { count: counts[row] })}</li>
          ))}
        </ul>
        {theirComments + theirVotes > 0 && (
          <p>{t("sample.admin.theirs", { comments: theirComments, votes: theirVotes })}</p>
        )}
      </Card>
      <Card title={t("sample.admin.stays")}>
        <p>{t("sample.admin.stays.text")}</p>
      </Card>
    </>
  );
}

/** One press: what goes stands above it, and all of it is made up. */
function Remove() {
  const t = useT();
  return (
    <Card>
      <form className="form" method="post">
        <p>{t("sample.admin.sure")}</p>
        <div className="button-row">
          <Button look="go" name="wish" value="remove">
            {t("sample.admin.remove")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
