import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import type { Face } from "./demo.server";
import "./demo.css";

/** Somebody to be: one press signs in as them. */
export function FaceButton({ face, isMe }: { face: Omit<Face, "key">; isMe: boolean }): ReactNode {
  const t = useT();
  const { id, name, team, title, about } = face;
  return (
    <button className="face" type="submit" name="person" value={id} aria-current={isMe || undefined}>
      <Avatar name={name} hue={hueOf(id)} large />
      <span className="face__words">
        <span className="face__name">{isMe ? `${name} · ${t("sample.is.you")}` : name}</span>
        {team && <span className="small">{[team, title].join(" · ")}</span>}
        <span className="small muted">{about}</span>
      </span>
    </button>
  );
}
