// First of all: tokens.css names the layers, and a layer's rank is where it is first named.
import "~/ui/tokens.css";
import "~/ui/base.css";

import { cssBundleHref } from "@remix-run/css-bundle";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  LiveReload,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
import { logoView, sheetAddress } from "~/features/admin/look.server";
import { writtenPages } from "~/features/admin/pages.server";
import { waitingAudits } from "~/features/auditing/audits.server";
import { onlooker } from "~/features/identity/gates.server";
import { howManyWait } from "~/features/joining/admissions.server";
import { isAdmin, isModerator, isStaff, whyNotLetIn } from "~/features/members/rules";
import { openCount } from "~/features/moderation/queue.server";
import { unreadCount } from "~/features/notifications/inbox.server";
import { howMuchIsWrong } from "~/features/watching/signs.server";
import { useCloseMenus } from "~/layout/close-menus";
import { useFollowLinks } from "~/layout/follow-links";
import { Frame } from "~/layout/frame";
import { usePageTitle } from "~/layout/page-title";
import type { SiteView } from "~/layout/site";
import { Trouble } from "~/layout/trouble";
import { clock } from "~/platform/clock";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { takeFlash } from "~/web/flash.server";
import { keptTokens } from "~/web/keeping.server";
import { themeOf } from "~/web/preferences.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await onlooker(request, context);
  const { community, locale } = context;
  const site: SiteView = {
    name: community.name,
    isSetUp: community.isSetUp,
    timeZone: community.timeZone,
    locale,
    theme: themeOf(request),
    now: clock.now(),
    sheet: community.accent && sheetAddress(community.accent),
    logo: logoView(community.logo),
    pages: await writtenPages(context.db),
    footerLines: community.footerLines,
    flash: takeFlash(request, context),
    isDemo: context.isDemo,
    unread: me ? await unreadCount(context.db, me) : 0,
    openReports: isModerator(me) ? (await openCount(context.db)) + (await waitingAudits(context.db)) : 0,
    applicants: isAdmin(me) ? await howManyWait(context.db) : 0,
    ills: isAdmin(me) ? await howMuchIsWrong(context) : 0,
    me: me && {
      id: me.id,
      displayName: me.displayName,
      level: me.level,
      isStaff: isStaff(me),
      isModerator: isModerator(me),
      isAdmin: isAdmin(me),
      waits: whyNotLetIn(me),
      needsTwoStep: me.needsTwoStep,
      mutedUntil: me.mutedUntil,
      kept: keptTokens(request).length,
    },
  };
  return site;
}

export const links: LinksFunction = () => [...(cssBundleHref ? [{ rel: "stylesheet", href: cssBundleHref }] : [])];

export function Layout({ children }: { children: ReactNode }) {
  const { locale } = useSpeech();
  const t = useT();
  const site = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  const title = usePageTitle(t, site?.name ?? "Canyu");
  return (
    <html lang={locale} data-theme={site?.theme ?? "system"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{title}</title>
        <Meta />
        <Links />
        {site?.sheet && <link rel="stylesheet" href={site.sheet} />}
        {site?.logo ? (
          <link rel="icon" href={site.logo.src} type="image/webp" />
        ) : (
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        )}
      </head>
      <body>
        {site ? (
          <Frame site={site} path={pathname}>
            {children}
          </Frame>
        ) : (
          children
        )}
        <ScrollRestoration />
        <Scripts />
        <LiveReload />
      </body>
    </html>
  );
}

export default function App() {
  useFollowLinks();
  useCloseMenus();
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}

export function ErrorBoundary() {
  useFollowLinks();
  return <Trouble />;
}
