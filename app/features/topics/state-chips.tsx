import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import type { TopicState } from "./rules";

/** Hidden, locked, or nothing to say. */
export function StateChips({ visibility, isLocked }: TopicState): ReactNode {
  const t = useT();
  return (
    <>
      {visibility === "hidden" && <Chip tone="bad">{t("topics.hidden")}</Chip>}
      {isLocked && <Chip tone="warn">{t("topics.locked")}</Chip>}
    </>
  );
}
