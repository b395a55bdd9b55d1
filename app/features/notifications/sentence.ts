import { useBadgeName } from "~/features/badges/names";
import { levelFrom } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import type { Group, ToldBadge } from "./rules";

type Say = ReturnType<typeof useT>;

// The words say from which level to which: `1 2`.
function levelSentence(t: Say, words: string | null): string {
  const [from = 0, to = 0] = (words ?? "").split(" ").map(Number);
  const level = levelFrom(to);
  const name = t(`trust.level.${level}`);
  return to > from ? t("notifications.level.up", { level, name }) : t("notifications.level.down", { level, name });
}

function weightSentence(t: Say, cause: string | null): string {
  if (cause === "unconfirmed") return t("notifications.weight.unconfirmed");
  return t(cause === "growing" ? "notifications.weight.growing" : "notifications.weight.ties");
}

/** What a line of the inbox says. */
export function useSentence({ kind, topicKind, actor, people, title: known, words, badge }: Group): string {
  const t = useT();
  const badgeName = useToldBadge();
  const [title, name, count] = [known ?? "", actor ?? "", people - 1];
  switch (kind) {
    case "answer":
      return count > 0
        ? t("notifications.answer.many", { name, count, title })
        : t("notifications.answer", { name, title });
    case "reply":
      return count > 0
        ? t("notifications.reply.many", { name, count, title })
        : t("notifications.reply", { name, title });
    case "mention":
      return count > 0
        ? t("notifications.mention.many", { name, count, title })
        : t("notifications.mention", { name, title });
    case "comment":
      if (topicKind === "thread")
        return count > 0
          ? t("notifications.comment.thread.many", { name, count, title })
          : t("notifications.comment.thread", { name, title });
      return count > 0
        ? t("notifications.comment.many", { name, count, title })
        : t("notifications.comment", { name, title });
    case "move":
      return t("notifications.move", { title });
    case "merged":
      return t("notifications.merged", { title });
    case "unmerged":
      return t("notifications.unmerged", { title });
    case "hidden":
      return t("notifications.hidden", { title });
    case "comment-hidden":
      return t("notifications.comment.hidden", { title });
    case "objection-hidden":
      return t("notifications.objection.hidden", { title });
    case "retitled":
      return t("notifications.retitled", { title });
    case "reboarded":
      return t("notifications.reboarded", { title });
    case "report":
      return t(words === "upheld" ? "notifications.report.upheld" : "notifications.report.rejected");
    case "suspended":
      return t("notifications.suspended");
    case "admitted":
      return t("notifications.admitted");
    case "accepted":
      return t("notifications.accepted", { name, title });
    case "thanked":
      return t("notifications.thanked", { name, title });
    case "credited":
      return t("notifications.credited", { name, title });
    case "badge":
      if (name) return t("notifications.badge.given", { name, badge: badgeName(badge) });
      if (badge?.key === "hundred") return t("notifications.badge.hundred");
      return t("notifications.badge", { badge: badgeName(badge), step: badge?.step ?? 1 });
    case "badge-taken":
      return t("notifications.badge.taken", { badge: badgeName(badge) });
    case "audit-opened":
      return t("notifications.audit.opened", { title });
    case "audit-overdue":
      return t("notifications.audit.overdue", { title });
    case "vote-excluded":
      return t("notifications.vote.excluded", { title });
    case "vote-readmitted":
      return t("notifications.vote.readmitted", { title });
    case "vote-kept":
      return t("notifications.vote.kept", { title });
    case "overdue":
      return t("notifications.overdue", { title });
    case "level":
      return levelSentence(t, words);
    case "weight":
      return weightSentence(t, words);
    case "resting":
      return t("notifications.resting");
    case "vouched":
      return t("notifications.vouched", { name });
    case "vouch-rested":
      return t("notifications.vouch.rested", { name });
  }
}

function useToldBadge(): (badge: ToldBadge | null) => string {
  const name = useBadgeName();
  return (badge) => (badge ? name(badge) : "");
}
