import Lightbulb from "lucide-react/icons/lightbulb";
import MessagesSquare from "lucide-react/icons/messages-square";
import Plus from "lucide-react/icons/plus";
import User from "lucide-react/icons/user";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { DemoStrip } from "~/features/sample/demo-strip";
import { SearchBox, SearchLink } from "~/features/search/search-box";
import { moment } from "~/platform/i18n/date";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { NoticeBar } from "~/ui/notice";
import { Bell } from "./bell";
import { BusyLine } from "./busy-line";
import { Footer } from "./footer";
import type { SiteView } from "./site";
import { useFormCare } from "./written";
import "./frame.css";

// Asked for on every page, so that they are there when the network is not.
const WORDS_AHEAD = [
  "site.offline.title",
  "site.offline.text",
  "site.again",
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
      {site.me?.needsTwoStep && !path.startsWith("/me/account/two-step") && (
        <NoticeBar>
          {t("site.two.step")}{" "}
          <a className="link" href="/me/account/two-step">
            {t("site.two.step.go")}
          </a>
        </NoticeBar>
      )}
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
      <Waits site={site} path={path} />
      <Suspended until={site.me?.mutedUntil ?? null} />
      {children}
      <Footer site={site} />
      {site.isSetUp && <Dock site={site} path={path} />}
    </>
  );
}

/** What stands between this person and taking part: not let in yet, or something not sent yet. */
function Waits({ site: { me }, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  const hasKept = me !== null && me.kept > 0 && path !== "/kept";
  return (
    <>
      {me?.waits && <NoticeBar>{t(`refusals.${me.waits}`)}</NoticeBar>}
      {hasKept && (
        <NoticeBar>
          {t("site.unsent")}{" "}
          <a className="link" href="/kept">
            {t("site.unsent.see")}
          </a>
        </NoticeBar>
      )}
    </>
  );
}

const onIdeas = (path: string): boolean => path === "/" || (path.startsWith("/ideas") && path !== "/ideas/new");
const onThreads = (path: string): boolean => path.startsWith("/threads");

/** What one writes from here: a thread among threads, an idea everywhere else. */
const newFrom = (path: string) =>
  onThreads(path)
    ? ({ href: "/threads/new", label: "site.nav.thread.new", dock: "site.dock.thread.new" } as const)
    : ({ href: "/ideas/new", label: "site.nav.new", dock: "site.dock.new" } as const);
const current = (isHere: boolean) => (isHere ? ({ "aria-current": "page" } as const) : {});

function Bar({ site, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  return (
    <header className="bar">
      <div className="bar__in">
        <a className="brand" href="/">
          {site.logo ? (
            <img className="brand__logo" src={site.logo.src} width={site.logo.width} height={site.logo.height} alt="" />
          ) : (
            <span className="brand__mark" aria-hidden="true">
              参
            </span>
          )}
          <span className="brand__name">{site.name}</span>
        </a>
        <nav className="rooms" aria-label={t("site.rooms")}>
          <a href="/" {...current(onIdeas(path))}>
            {t("site.nav.ideas")}
          </a>
          <a href="/threads" {...current(onThreads(path) && path !== "/threads/new")}>
            {t("site.nav.threads")}
          </a>
          <a href="/hall" {...current(path.startsWith("/hall"))}>
            {t("site.nav.hall")}
          </a>
          {site.me?.isStaff && (
            <a href="/desk" {...current(path.startsWith("/desk"))}>
              {t("site.nav.desk")}
            </a>
          )}
          {site.me?.isModerator && <ToModeration open={site.openReports} path={path} />}
          {site.me?.isAdmin && <ToAdmin site={site} path={path} />}
        </nav>
        {site.isSetUp && <BarEnd site={site} path={path} />}
      </div>
    </header>
  );
}

const countOf = (open: number): string => (open > 99 ? "99+" : String(open));

function ToModeration({ open, path }: { open: number; path: string }): ReactNode {
  const t = useT();
  return (
    <a
      href="/moderation"
      {...current(path.startsWith("/moderation"))}
      aria-label={t("moderation.nav", { count: open })}
    >
      {t("moderation.queue")} {open > 0 && <span className="count">{countOf(open)}</span>}
    </a>
  );
}

function ToAdmin({ site: { applicants, ills }, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  return (
    <a href="/admin" {...current(path.startsWith("/admin"))}>
      {t("site.nav.admin")}{" "}
      {applicants + ills > 0 && (
        <span className="count" title={ills > 0 ? t("watching.attention", { count: ills }) : undefined}>
          {countOf(applicants + ills)}
        </span>
      )}
    </a>
  );
}

function Suspended({ until }: { until: number | null }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (until === null) return null;
  const why = (
    <a className="link" href="/me#record">
      {t("moderation.notice.why")}
    </a>
  );
  return (
    <NoticeBar tone="bad">
      <Rich k="moderation.notice" values={{ until: moment(until, locale, timeZone), why }} />
    </NoticeBar>
  );
}

function BarEnd({ site: { me, unread }, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  const { href, label } = newFrom(path);
  return (
    <div className="bar__end">
      <SearchBox />
      <SearchLink />
      <span className="bar__new">
        <ButtonLink look="go" href={href} aria-label={t(label)}>
          <Plus size={16} aria-hidden="true" /> <span className="bar__word">{t(label)}</span>
        </ButtonLink>
      </span>
      {me && <Bell unread={unread} />}
      {me ? (
        <a className="me" href="/me" aria-label={t("site.me", { name: me.displayName })}>
          <Avatar name={me.displayName} hue={hueOf(me.id)} level={me.level} />
        </a>
      ) : (
        <ButtonLink href="/sign-in">{t("site.sign.in")}</ButtonLink>
      )}
    </div>
  );
}

// The rooms that exist of: ideas, threads, new, meetups, me. What is new is what one reads just now: each form leads on
// to the other. The desk and the administration are reached from me.
function Dock({ site, path }: Omit<FrameProps, "children">): ReactNode {
  const t = useT();
  const waiting = site.openReports + site.applicants + site.ills;
  const fresh = newFrom(path);
  return (
    <nav className="dock" aria-label={t("site.dock")}>
      <a href="/" {...current(onIdeas(path))}>
        <Lightbulb size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.nav.ideas")}
      </a>
      <a href="/threads" {...current(onThreads(path) && path !== "/threads/new")}>
        <MessagesSquare size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.nav.threads")}
      </a>
      <a href={fresh.href} {...current(path === fresh.href)}>
        <Plus size={22} strokeWidth={1.75} aria-hidden="true" /> {t(fresh.dock)}
      </a>
      <a href={site.me ? "/me" : "/sign-in"} {...current(/^\/(?:me|sign-in)\b/.test(path))}>
        <User size={22} strokeWidth={1.75} aria-hidden="true" /> {t("site.dock.me")}
        {waiting > 0 && (
          <span className="count dock__count">
            {countOf(waiting)}
            <span className="visually-hidden"> {t("site.waiting")}</span>
          </span>
        )}
      </a>
    </nav>
  );
}
