import type { LucideIcon } from "lucide-react";
import BookOpen from "lucide-react/icons/book-open";
import Camera from "lucide-react/icons/camera";
import CircleHelp from "lucide-react/icons/circle-question-mark";
import MessagesSquare from "lucide-react/icons/messages-square";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { ThreadKind } from "./rules";
import "./kind-chip.css";

/** The sign of each kind. */
export const KIND_ICONS: Record<ThreadKind, LucideIcon> = {
  talk: MessagesSquare,
  question: CircleHelp,
  show: Camera,
  article: BookOpen,
};

/** What a thread is for, in a word with its sign. */
export function KindChip({ kind }: { kind: ThreadKind }): ReactNode {
  const t = useT();
  const Icon = KIND_ICONS[kind];
  return (
    <span className="kind-chip" data-kind={kind}>
      <Icon size={13} strokeWidth={2} aria-hidden="true" />
      {t(`threads.kind.${kind}`)}
    </span>
  );
}
