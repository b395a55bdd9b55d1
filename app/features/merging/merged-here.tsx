import type { ReactNode } from "react";
import type { MergedIdea } from "~/features/ideas/idea-page.server";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { Rich, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Card } from "~/ui/card";
import "./merging.css";

/** The ideas that say the same, with who suggested each: they share the credit. */
export function MergedHere({ ideas }: { ideas: readonly MergedIdea[] }): ReactNode {
  const t = useT();
  if (!ideas.length) return null;
  return (
    <Card id="merged" title={t("merging.here", { count: ideas.length })}>
      <ul className="merged-here">
        {ideas.map(({ id, title, author, authorId, authorLevel }) => (
          <li key={id}>
            <Avatar name={author} hue={hueOf(authorId)} level={authorLevel} />
            <div>
              <a className="link" href={`/ideas/${id}`}>
                {title}
              </a>
              <p className="small muted">
                <Rich k="merging.here.by" values={{ author: <PersonName id={authorId} name={author} /> }} />{" "}
                <span className="number">#{id}</span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
