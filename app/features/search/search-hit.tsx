import MessageSquare from "lucide-react/icons/message-square";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { TimeAgo } from "~/ui/time";
import { HitChip } from "./hit-chip";
import { Marks } from "./marks";
import type { Hit } from "./searching.server";
import "./search-hit.css";

/** Something that was found: an idea, a thread, or a comment under one. */
export function SearchHit({ hit, now }: { hit: Hit; now: number }): ReactNode {
  const t = useT();
  const isComment = hit.kind === "comment";
  return (
    <article className="hit">
      <div className="meta">
        <HitChip hit={hit} />
        {isComment && (
          <span className="meta__icon">
            <MessageSquare size={14} strokeWidth={1.75} aria-hidden="true" />
            {t("search.hit.comment")}
          </span>
        )}
        <span>{hit.board}</span>
      </div>
      <h2 className="hit__title">
        <a href={hit.url}>
          <Marks pieces={hit.title} />
        </a>
      </h2>
      <p className="muted">
        <Marks pieces={hit.snippet} />
      </p>
      <div className="meta">
        <Avatar name={hit.author} hue={hueOf(hit.authorId)} level={hit.level} />
        <PersonName id={hit.authorId} name={hit.author} />
        <span>
          <TimeAgo at={hit.at} now={now} />
        </span>
        {hit.status && <span className="number">{t("search.hit.supporters", { count: hit.supporters })}</span>}
      </div>
    </article>
  );
}
