import type { ReactNode } from "react";
import { ShowButton } from "~/features/moderation/act-button";
import { ObjectionMenu, ReportObjection } from "~/features/moderation/moderator-menu";
import { objectionThing } from "~/features/moderation/rules";
import type { MemberId } from "~db/ids.ts";
import type { GivenObjection } from "../objection-list";

interface ObjectionToolsProps {
  objection: GivenObjection;
  me: { id: MemberId; isModerator: boolean } | null;
  /** Whose hidden reasons this reader may show again. */
  mayShow: readonly MemberId[];
}

/** What moderation offers beside an objection. Beside the route, because it composes other rooms' controls. */
export function ObjectionTools({ objection, me, mayShow }: ObjectionToolsProps): ReactNode {
  const { objectorId, name, hiding } = objection;
  if (hiding) return mayShow.includes(objectorId) && <ShowButton thing={objectionThing(objection)} />;
  if (me?.id === objectorId) return null;
  return (
    <>
      <ReportObjection {...objection} />
      {me?.isModerator && <ObjectionMenu objection={objection} author={name} />}
    </>
  );
}
