import EyeOff from "lucide-react/icons/eye-off";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { TimeAgo } from "~/ui/time";
import type { MemberId } from "~db/ids.ts";
import type { Objection } from "./voting.server";

/** An objection whose reason the reader sees. */
export type GivenObjection = Objection & { objectorId: MemberId; name: string };

interface ObjectionListProps {
  objections: readonly Objection[];
  now: number;
  /** What other rooms offer beside an objection. */
  tools(objection: GivenObjection): ReactNode;
}

/** Objections and their reasons. */
export const ObjectionList = ({ objections, ...props }: ObjectionListProps): ReactNode =>
  objections.map((one, nth) => {
    const { objectorId, name } = one;
    return objectorId === null || name === null ? (
      // Whose it is isn't told: its place is its key, below every member's number.
      <Placeholder key={-nth} objection={one} />
    ) : (
      <Given {...props} key={objectorId} objection={{ ...one, objectorId, name }} />
    );
  });

function Given({ objection, now, tools }: Omit<ObjectionListProps, "objections"> & { objection: GivenObjection }) {
  const t = useT();
  const { objectorId, name, level, reason, hiding, at } = objection;
  return (
    <article className="comment" id={`objection-${objectorId}`}>
      <Avatar name={name} hue={hueOf(objectorId)} level={level} />
      <div>
        <div className="meta">
          <PersonName id={objectorId} name={name} />
          <TimeAgo at={at} now={now} />
        </div>
        {hiding && <p className="comment__hidden">{t("voting.objection.hidden.mine", { reason: hiding.reason })}</p>}
        <p className="as-typed">{reason}</p>
        <div className="meta comment__tools">{tools(objection)}</div>
      </div>
    </article>
  );
}

/** Where a hidden reason stood: the objection still counts. */
function Placeholder({ objection: { hiding } }: { objection: Objection }): ReactNode {
  const t = useT();
  return (
    <article className="comment comment--empty">
      <EyeOff size={18} strokeWidth={1.75} aria-hidden="true" />
      <p className="muted">{t("voting.objection.hidden", { reason: hiding?.reason ?? "" })}</p>
    </article>
  );
}
