import { useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { SiteView } from "~/layout/site";
import type { Key } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { TabLink } from "~/ui/tabs";

const HEALTH = "/admin/health";

// Every page of the administration, in the order they are listed.
const PAGES: ReadonlyArray<{ href: string; label: Key }> = [
  { href: "/admin", label: "admin.community" },
  { href: "/admin/boards", label: "admin.boards" },
  { href: "/admin/teams", label: "admin.teams" },
  { href: "/admin/people", label: "admin.people" },
  { href: "/admin/badges", label: "badges.admin.title" },
  { href: "/admin/joining", label: "admin.joining" },
  { href: "/admin/mail", label: "admin.mail" },
  { href: "/admin/points", label: "ledger.rules" },
  { href: "/admin/look", label: "admin.look" },
  { href: "/admin/pages", label: "admin.pages" },
  { href: "/admin/import", label: "import.title" },
  { href: "/admin/backup", label: "backup.title" },
  { href: "/admin/trust", label: "trust.admin" },
  { href: "/admin/recount", label: "admin.recount" },
  { href: HEALTH, label: "watching.title" },
];

/** The way between the pages of the administration; stands on each, under the heading. */
export function AdminNav(): ReactNode {
  const t = useT();
  const { pathname } = useLocation();
  const ills = useRouteLoaderData<SiteView>("root")?.ills ?? 0;
  return (
    <nav className="tabs" aria-label={t("admin.title")}>
      {PAGES.map(({ href, label }) => (
        <TabLink
          key={href}
          href={href}
          label={t(label)}
          isCurrent={stands(pathname, href)}
          count={href === HEALTH ? ills : 0}
        />
      ))}
    </nav>
  );
}

// A page of a page belongs to it; everything belongs to the first.
const stands = (pathname: string, href: string): boolean =>
  pathname === href || (href !== "/admin" && pathname.startsWith(`${href}/`));
