import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ScrollText from "lucide-react/icons/scroll-text";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { TabLink, TabMenu } from "~/ui/tabs";
import { ActList } from "../act-list";
import { actLog } from "../log.server";
import { ACT_KINDS, isActKind } from "../rules";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const query = new URL(request.url).searchParams;
  const asked = query.get("kind");
  const kind = isActKind(asked) ? asked : null;
  const after = query.get("after");
  const page = await actLog(context.db, me, { kind: kind ?? undefined }, after);
  return { ...page, kind, isFirstPage: !after, now: clock.now() };
}

export const handle: PageHandle = { title: "moderation.log" };

const hrefOf = (kind: string | null, after?: string): string => {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(after && { after }) });
  return query.size ? `/moderation/log?${query}` : "/moderation/log";
};

export default function Log() {
  const t = useT();
  const { acts, next, kind, isFirstPage, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("moderation.log")}</h1>
        <p className="muted">{t("moderation.log.text")}</p>
        <div className="tabs">
          <TabLink href={hrefOf(null)} label={t("moderation.log.all")} isCurrent={kind === null} />
          <TabMenu
            label={kind ? t(`moderation.act.${kind}`) : t("moderation.log.kind")}
            isChosen={kind !== null}
            items={ACT_KINDS.map((one) => ({
              href: hrefOf(one),
              label: t(`moderation.act.${one}`),
              isCurrent: one === kind,
            }))}
          />
        </div>
      </div>
      <Card>
        {acts.length === 0 && <Blank icon={<ScrollText aria-hidden="true" />} title={t("moderation.log.empty")} />}
        <ActList acts={acts} now={now} />
      </Card>
      <Pager
        first={isFirstPage ? null : hrefOf(kind)}
        next={next && hrefOf(kind, next)}
        more={t("moderation.log.more")}
      />
    </Columns>
  );
}
