import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { Day } from "~/ui/time";
import type { Profile } from "./profile.server";
import { hueOf, levelFrom, shownName } from "./rules";
import "./profile.css";

interface ProfileCardProps {
  person: Profile;
  counts: { proposed: number; adopted: number; comments: number };
  now: number;
  /** What the reader can do from here. */
  children?: ReactNode;
}

/** Who somebody is here, and what they did. */
export function ProfileCard({ person, counts, now, children }: ProfileCardProps): ReactNode {
  const t = useT();
  const station = [person.team, person.title].filter(Boolean).join(" · ");
  return (
    <Card>
      <div className="profile">
        <Avatar name={person.displayName} hue={hueOf(person.id)} level={person.level} large />
        <div className="profile__who">
          <h1>{shownName(person.displayName, t("members.unnamed"))}</h1>
          {station && <p>{station}</p>}
          <p className="meta">
            {person.roles.map((role) => (
              <Chip key={role} tone={role === "staff" ? "info" : "new"}>
                {t(`members.role.${role}`)}
              </Chip>
            ))}
            {!person.importedFrom && <LevelLink level={person.level} />}
            {person.importedFrom ? (
              <span>{t("members.imported", { source: person.importedFrom })}</span>
            ) : (
              <span>
                {t("members.joined")} <Day at={person.createdAt} now={now} />
              </span>
            )}
          </p>
        </div>
      </div>
      {person.about && <p className="profile__about as-typed">{person.about}</p>}
      <ul className="profile__counts number">
        <li>{t("members.count.proposed", { count: counts.proposed })}</li>
        {counts.adopted > 0 && <li>{t("members.count.adopted", { count: counts.adopted })}</li>}
        <li>{t("comments.count", { count: counts.comments })}</li>
      </ul>
      {children}
    </Card>
  );
}

function LevelLink({ level }: { level: number | null }): ReactNode {
  const t = useT();
  const known = levelFrom(level);
  return (
    <a className="link" href="/levels">
      L{known} {t(`trust.level.${known}`)}
    </a>
  );
}
