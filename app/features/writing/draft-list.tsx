import { Form } from "@remix-run/react";
import Trash2 from "lucide-react/icons/trash";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { Undo, Unfinished } from "./my-drafts";
import "./draft-list.css";

/** Something that was not sent yet: goes on where it was written, or away. */
export function DraftRow({ draft, now }: { draft: Unfinished; now: number }): ReactNode {
  const t = useT();
  const { name, kind, href, words, title, at } = draft;
  return (
    <li className="draft-row">
      <div className="draft-row__body">
        <a className="draft-row__words" href={href}>
          {words}
        </a>
        <p className="meta">
          <span>{t(`writing.kind.${kind}`)}</span>
          {title && <span>{t("writing.drafts.on", { title })}</span>}
          <TimeAgo at={at} now={now} />
        </p>
      </div>
      <Form method="post" action="/me/drafts" preventScrollReset>
        {Object.entries(name).map(([field, id]) => (
          <input key={field} type="hidden" name={field} value={id} />
        ))}
        <Button look="quiet" aria-label={t("writing.drafts.delete", { words })} title={t("writing.discard")}>
          <Trash2 size={18} strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </Form>
    </li>
  );
}

/** Said after something was deleted, with the way back. Null: somebody was faster. */
export function Undone({ undo }: { undo: Undo | null }): ReactNode {
  const t = useT();
  return (
    <div className="draft-undo">
      <Notice>{t("writing.drafts.deleted")}</Notice>
      {undo && (
        <Form method="post" action={undo.action}>
          {undo.fields.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button>{t("writing.undo")}</Button>
        </Form>
      )}
    </div>
  );
}
