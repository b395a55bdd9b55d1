import type { LucideIcon } from "lucide-react";
import Award from "lucide-react/icons/award";
import Bookmark from "lucide-react/icons/bookmark";
import ChevronRight from "lucide-react/icons/chevron-right";
import HeartPulse from "lucide-react/icons/heart-pulse";
import KeyRound from "lucide-react/icons/key-round";
import LayoutList from "lucide-react/icons/layout-list";
import LogOut from "lucide-react/icons/log-out";
import PencilLine from "lucide-react/icons/pencil-line";
import Settings from "lucide-react/icons/settings";
import Shield from "lucide-react/icons/shield";
import Signal from "lucide-react/icons/signal";
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal";
import Trophy from "lucide-react/icons/trophy";
import UserCheck from "lucide-react/icons/user-check";
import UserPlus from "lucide-react/icons/user-plus";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { MemberId } from "~db/ids.ts";
import "./me-menu.css";

interface MeMenuProps {
  id: MemberId;
  isStaff: boolean;
  isModerator: boolean;
  isAdmin: boolean;
  /** What waits for them: reports, people who want to join, and what is not well. */
  waiting: { reports: number; applicants: number; ills: number };
}

/** Where somebody goes from their own page: their work here first, then what is theirs, and out. */
export function MeMenu({ id, isStaff, isModerator, isAdmin, waiting }: MeMenuProps): ReactNode {
  const t = useT();
  const { reports, applicants, ills } = waiting;
  return (
    <div className="me-menu">
      {(isStaff || isModerator || isAdmin) && (
        <ul>
          {isStaff && <Way href="/desk" Icon={LayoutList} label={t("site.nav.desk")} />}
          {isModerator && (
            <Way
              href="/moderation"
              Icon={Shield}
              label={reports > 0 ? t("moderation.nav", { count: reports }) : t("moderation.queue")}
              isWaiting={reports > 0}
            />
          )}
          {isAdmin && <Way href="/admin" Icon={Settings} label={t("site.nav.admin")} />}
          {ills > 0 && (
            <Way href="/admin/health" Icon={HeartPulse} label={t("watching.attention", { count: ills })} isWaiting />
          )}
          {applicants > 0 && (
            <Way
              href="/admin/joining"
              Icon={UserCheck}
              label={t("admin.joining.see", { count: applicants })}
              isWaiting
            />
          )}
        </ul>
      )}
      <ul>
        <Way href={`/people/${id}/badges`} Icon={Award} label={t("badges.title")} />
        <Way href="/hall" Icon={Trophy} label={t("site.nav.hall")} />
        <Way href="/me/standing" Icon={Signal} label={t("trust.standing")} />
        <Way href="/me/drafts" Icon={PencilLine} label={t("members.drafts")} />
        <Way href="/me/following" Icon={Bookmark} label={t("members.following")} />
        <Way href="/me/invitations" Icon={UserPlus} label={t("joining.invitations")} />
      </ul>
      <ul>
        <Way href="/me/settings" Icon={SlidersHorizontal} label={t("members.settings")} />
        <Way href="/me/account" Icon={KeyRound} label={t("identity.account")} />
        <li>
          <form method="post" action="/sign-out">
            <button className="me-menu__way" type="submit">
              <LogOut size={18} strokeWidth={1.75} aria-hidden="true" /> {t("members.sign.out")}
            </button>
          </form>
        </li>
      </ul>
    </div>
  );
}

interface WayProps {
  href: string;
  Icon: LucideIcon;
  label: string;
  /** Something is to be done there. */
  isWaiting?: boolean;
}

const Way = ({ href, Icon, label, isWaiting = false }: WayProps): ReactNode => (
  <li>
    <a className="me-menu__way" href={href} data-waiting={isWaiting}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" /> {label}
      <ChevronRight className="me-menu__mark" size={16} aria-hidden="true" />
    </a>
  </li>
);
