import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { type IdeaStatus, toneOf } from "./rules";

/** Where an idea stands, in a word. */
export function StatusChip({ status }: { status: IdeaStatus }): ReactNode {
  const t = useT();
  return <Chip tone={toneOf(status)}>{t(`ideas.status.${status}`)}</Chip>;
}
