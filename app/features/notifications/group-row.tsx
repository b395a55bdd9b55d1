import { Form } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import ArrowRight from "lucide-react/icons/arrow-right";
import Award from "lucide-react/icons/award";
import Check from "lucide-react/icons/check";
import Clock from "lucide-react/icons/clock";
import DoorOpen from "lucide-react/icons/door-open";
import Flag from "lucide-react/icons/flag";
import Merge from "lucide-react/icons/merge";
import Scale from "lucide-react/icons/scale";
import ShieldCheck from "lucide-react/icons/shield-check";
import ShieldAlert from "lucide-react/icons/shield-exclamation-point";
import Signal from "lucide-react/icons/signal";
import Split from "lucide-react/icons/split";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { TimeAgo } from "~/ui/time";
import type { Group, Kind } from "./rules";
import { useSentence } from "./sentence";
import "./inbox.css";

const ICONS: Partial<Record<Kind, LucideIcon>> = {
  move: ArrowRight,
  merged: Merge,
  unmerged: Split,
  report: Flag,
  admitted: DoorOpen,
  overdue: Clock,
  badge: Award,
  "audit-opened": ShieldCheck,
  "audit-overdue": Clock,
  "vote-readmitted": Check,
  level: Signal,
  weight: Scale,
  resting: Clock,
};
const JUDGED: readonly Kind[] = [
  ...(["hidden", "comment-hidden", "objection-hidden", "retitled", "reboarded", "suspended"] as const),
  ...(["vote-excluded", "vote-kept", "badge-taken"] as const),
];

interface GroupRowProps {
  group: Group;
  now: number;
  /** What the topic's own room has to add. */
  children?: ReactNode;
}

/** A line of the inbox. What is unread opens by a form, because opening it marks it read. */
export function GroupRow({ group, now, children }: GroupRowProps): ReactNode {
  const t = useT();
  const sentence = useSentence(group);
  const { id, kind, isUnread, href, at, entries, glance } = group;
  return (
    <li className="news" data-unread={isUnread}>
      <Sign group={group} />
      <div className="news__body">
        {isUnread && <span className="visually-hidden">{t("notifications.unread")} </span>}
        <Opening id={id} href={href} isUnread={isUnread}>
          {sentence}
        </Opening>
        {glance && <p className="news__glance">{glance}</p>}
        {(JUDGED.includes(kind) || kind === "badge") && <Reason group={group} />}
        {kind === "resting" && <Moment at={group.until} words="notifications.rests.from" />}
        {kind === "vouch-rested" && <Moment at={group.until} words="notifications.vouch.rested.until" />}
        <div className="meta">
          {children}
          {href ? (
            <a href={href} title={t("notifications.straight")}>
              <TimeAgo at={at} now={now} />
            </a>
          ) : (
            <TimeAgo at={at} now={now} />
          )}
          {isUnread && entries > 1 && <span>{t("notifications.new", { count: entries })}</span>}
        </div>
      </div>
      {isUnread && (
        <Form method="post" action={`/inbox/${id}`} preventScrollReset>
          <Button look="quiet" name="wish" value="read" aria-label={t("notifications.read.named", { sentence })}>
            <Check size={18} strokeWidth={1.75} aria-hidden="true" />
          </Button>
        </Form>
      )}
    </li>
  );
}

interface OpeningProps extends Pick<Group, "id" | "href" | "isUnread"> {
  children: string;
}

function Opening({ id, href, isUnread, children }: OpeningProps): ReactNode {
  if (!href) return <p className="news__open">{children}</p>;
  if (!isUnread)
    return (
      <a className="news__open" href={href}>
        {children}
      </a>
    );
  return (
    <Form method="post" action={`/inbox/${id}`}>
      <button type="submit" className="news__open" name="wish" value="open">
        {children}
      </button>
    </Form>
  );
}

// A face for what people said, an icon for what became of something.
function Sign({ group: { kind, actor, actorId, actorLevel } }: { group: Group }): ReactNode {
  const Icon = JUDGED.includes(kind) ? ShieldAlert : ICONS[kind];
  if (!Icon) return <Avatar name={actor ?? ""} hue={hueOf(actorId ?? 0)} level={actorLevel} />;
  return (
    <span className="news__sign" data-tone={JUDGED.includes(kind) ? "bad" : "plain"}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}

interface MomentProps {
  at: number | null;
  words: "notifications.rests.from" | "notifications.vouch.rested.until";
}

function Moment({ at, words }: MomentProps): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (at === null) return null;
  return <p className="news__glance">{t(words, { moment: moment(at, locale, timeZone) })}</p>;
}

function Reason({ group: { words, until } }: { group: Group }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  return (
    <>
      {words && <p className="news__glance">{t("notifications.reason", { reason: words })}</p>}
      {until !== null && (
        <p className="news__glance">{t("notifications.until", { moment: moment(until, locale, timeZone) })}</p>
      )}
    </>
  );
}
