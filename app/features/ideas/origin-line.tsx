import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { topicPage } from "~/features/topics/rules";
import { Rich } from "~/platform/i18n/speech";
import type { IdeaPage } from "./idea-page.server";

/** Where an idea was said first, and who made it one. */
export function OriginLine({ idea: { origin, author, authorId } }: { idea: IdeaPage }): ReactNode {
  if (!origin) return null;
  const { maker, makerId, place } = origin;
  return (
    <p className="meta">
      {place && (
        <span>
          <Rich
            k="ideas.origin"
            values={{
              place: (
                <a
                  className="link"
                  href={
                    place.commentId
                      ? `/comments/${place.commentId}`
                      : topicPage({ kind: place.kind, id: place.topicId })
                  }
                >
                  {place.title}
                </a>
              ),
            }}
          />
        </span>
      )}
      {makerId !== authorId && (
        <span>
          <Rich
            k="ideas.origin.said"
            values={{
              author: <PersonName id={authorId} name={author} />,
              maker: <PersonName id={makerId} name={maker} />,
            }}
          />
        </span>
      )}
    </p>
  );
}
