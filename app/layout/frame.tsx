import { Lightbulb, Plus, Table2, User } from "lucide-react";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { DemoStrip } from "~/features/sample/demo-strip";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { BusyLine } from "./busy-line";
import { Footer } from "./footer";
import type { SiteView } from "./site";
import { useFormCare } from "./written";
import "./frame.css";

// Asked for on every page, so that they are there when the network is not.
const WORDS_AHEAD = [
  "site.offline.title",
  "site.offline.text",
  "site.offline.again",
  "site.offline.held",
  "site.kept",
  "site.kept.words",
] as const;

interface FrameProps {
  site: SiteView;
  path: string;
  children: ReactNode;
}

/** What stands around every page: the bar above, the footer below, the dock on phones. */
export function Frame({ site, path, children }: FrameProps): ReactNode {
  const t = useT();
  const isHeld = useFormCare();
  for (const key of WORDS_AHEAD) t(key);
  return (
    <>
      <a className="skip" href="#main">
        {t("site.skip")}
      </a>
      <BusyLine />
      {site.isDemo && <DemoStrip name={site.me?.displayName ?? null} path={path} />}
      <Bar site={site} path={path} />
      {isHeld && (
        <p className="notice notice--bad notice--flash" role="alert">
          {t("site.offline.held")}
        </p>
      )}
      {site.flash && (
        <p className="notice notice--flash" role="status">
          {site.flash}
        </p>
      )}
      {children}
      <Footer site={site} />
      {site.isSetUp && <Dock site={site} path={path} />}
    </>
  );
}

const onIdeas = (path: string): boolean => path === "/" || path.startsWith("/ideas");
const current = (isHere: boolean) => (isHere ? ({ "aria-current": "page" } as const) : {});

function Bar({ site, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  return (
    <header className="bar">
      <div className="bar__in">
        <a className="brand" href="/">
          <span className="brand__mark" aria-hidden="true">
            参
          </span>
          {site.name}
        </a>
        <nav className="rooms" aria-label={t("site.rooms")}>
          <a href="/" {...current(onIdeas(path) && path !== "/ideas/new")}>
            {t("site.nav.ideas")}
          </a>
          {site.me?.isStaff && (
            <a href="/desk" {...current(path.startsWith("/desk"))}>
              {t("site.nav.desk")}
            </a>
          )}
          {site.me?.isAdmin && (
            <a href="/admin" {...current(path.startsWith("/admin"))}>
              {t("site.nav.admin")}
            </a>
          )}
        </nav>
        {site.isSetUp && <BarEnd site={site} />}
      </div>
    </header>
  );
}

function BarEnd({ site: { me } }: { site: SiteView }): ReactNode {
  const t = useT();
  return (
    <div className="bar__end">
      <span className="bar__new">
        <ButtonLink look="go" href="/ideas/new">
          <Plus size={16} aria-hidden="true" /> {t("site.nav.new")}
        </ButtonLink>
      </span>
      {me ? (
        <a className="me" href="/me" aria-label={t("site.me", { name: me.displayName })}>
          <Avatar name={me.displayName} hue={hueOf(me.id)} />
        </a>
      ) : (
        <ButtonLink href="/sign-in">{t("site.sign.in")}</ButtonLink>
      )}
    </div>
  );
}

function Dock({ site, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  return (
    <nav className="dock" aria-label={t("site.dock")}>
      <a href="/" {...current(onIdeas(path) && path !== "/ideas/new")}>
        <Lightbulb size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.nav.ideas")}
      </a>
      <a href="/ideas/new" {...current(path === "/ideas/new")}>
        <Plus size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.dock.new")}
      </a>
      {site.me?.isStaff && (
        <a href="/desk" {...current(path.startsWith("/desk"))}>
          <Table2 size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.nav.desk")}
        </a>
      )}
      <a href={site.me ? "/me" : "/sign-in"} {...current(path === "/me" || path === "/sign-in")}>
        <User size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.dock.me")}
      </a>
    </nav>
  );
}
