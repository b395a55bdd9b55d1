import type { Member } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";

const NEWCOMERS_A_DAY = 2;

/** Whether somebody is new, so that only so many ideas of theirs go out a day. */
export const isLimited = ({ level, roles }: Pick<Member, "level" | "roles">): boolean =>
  level === 0 && roles.length === 0;

/** Why no further idea of theirs goes out just now, with so many in the last 24 hours. Drafts are free. */
export const whyNotToday = (me: Pick<Member, "level" | "roles">, proposed: number): RefusalCode | null =>
  isLimited(me) && proposed >= NEWCOMERS_A_DAY ? "ideas.today" : null;
