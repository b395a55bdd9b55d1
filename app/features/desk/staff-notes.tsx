import { Form } from "@remix-run/react";
import LockKeyhole from "lucide-react/icons/lock-keyhole";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Prose } from "~/ui/prose";
import { TimeAgo } from "~/ui/time";
import type { MemberId, TopicId } from "~db/ids.ts";
import { NoteForm } from "./note-form";
import type { NoteView } from "./notes.server";
import "./staff-notes.css";

interface StaffNotesProps {
  topicId: TopicId;
  /** Null: the reader is no employee, and there is nothing here. */
  notes: readonly NoteView[] | null;
  meId: MemberId | null;
  once: string;
  now: number;
}

/** What employees say to each other about a topic: on its page, and plainly no part of it. */
export function StaffNotes({ topicId, notes, meId, once, now }: StaffNotesProps): ReactNode {
  const t = useT();
  if (!notes) return null;
  return (
    <section className="staff-notes" id="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">
        <LockKeyhole size={16} strokeWidth={2} aria-hidden="true" /> {t("desk.notes.title")}
      </h2>
      <p className="small muted">{t("desk.notes.text")}</p>
      {notes.map((note) => (
        <article className="staff-notes__note" key={note.id} id={`note-${note.id}`}>
          <div className="meta">
            <Avatar name={note.name} hue={hueOf(note.authorId)} level={note.level} />
            <PersonName id={note.authorId} name={note.name} />
            <span>{[note.team, note.title].filter(Boolean).join(" · ")}</span>
            <TimeAgo at={note.at} now={now} />
            {note.authorId === meId && <Remove topicId={topicId} id={note.id} />}
          </div>
          <Prose html={note.html} />
        </article>
      ))}
      {/* What was written is gone from the form once it stands above. */}
      <details className="staff-notes__new" key={notes[0]?.id ?? 0}>
        <summary className="button">{t("desk.notes.write")}</summary>
        <NoteForm topicId={topicId} once={once} />
      </details>
    </section>
  );
}

function Remove({ topicId, id }: { topicId: TopicId; id: number }): ReactNode {
  const t = useT();
  return (
    <Form method="post" action={`/topics/${topicId}/notes/${id}`} preventScrollReset>
      <Button look="quiet" name="wish" value="remove">
        {t("desk.notes.remove")}
      </Button>
    </Form>
  );
}
