import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import type { TopicId } from "~db/ids.ts";
import { toldTrusted } from "./trusted";

interface Numbers {
  id: TopicId;
  supporters: number;
  trusted: number;
  isChecked: boolean;
  staffSupport: number;
  problemHavers: number;
  objections: number;
  importedSupport: number;
  importedObjections: number;
}

/** The numbers, always with their names. What came from staff or from elsewhere stands apart. */
export function IdeaNumbers({ idea }: { idea: Numbers }): ReactNode {
  const t = useT();
  const { id, supporters, staffSupport, problemHavers, objections, importedSupport, importedObjections } = idea;
  const trusted = toldTrusted(idea);
  const staffNote = staffSupport > 0 ? t("ideas.numbers.staff", { count: staffSupport }) : "";
  return (
    <dl className="numbers">
      <One name={t("ideas.numbers.supporters")} value={supporters} note={staffNote} />
      <One
        name={t("ideas.numbers.trusted")}
        value={trusted ?? t("ideas.numbers.under")}
        note={
          <a className="link" href={`/ideas/${id}/counting`}>
            {t(idea.isChecked ? "ideas.numbers.checked" : "ideas.numbers.how")}
          </a>
        }
      />
      <One name={t("ideas.numbers.affected")} value={problemHavers} />
      <One
        name={t("ideas.numbers.objections")}
        value={objections}
        note={
          objections > 0 && (
            <a className="link" href={`/ideas/${id}/objections`}>
              {t("ideas.numbers.reasons")}
            </a>
          )
        }
      />
      {importedSupport + importedObjections > 0 && (
        <One
          name={t("ideas.numbers.imported")}
          value={importedSupport}
          note={t("ideas.numbers.imported.objections", { count: importedObjections })}
        />
      )}
    </dl>
  );
}

function One({ name, value, note }: { name: string; value: number | string; note?: ReactNode }): ReactNode {
  const { locale } = useSpeech();
  return (
    <div className="numbers__one">
      <dt>{name}</dt>
      <dd className="numbers__value">{value.toLocaleString(locale)}</dd>
      {note && <dd className="numbers__note">{note}</dd>}
    </div>
  );
}
