import type { ReactNode } from "react";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import type { TopicId } from "~db/ids.ts";
import type { Counting } from "./counting.server";

/** The heads: each number with who is in it and who isn't. */
export function CountingNumbers({ id, counting, now }: { id: TopicId; counting: Counting; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const { supporters, staffSupport, weightless, importedSupport, importedObjections, told } = counting;
  const waysOf = told
    ? t("voting.counting.ways.of", { count: told.people, day: day(told.upTo - 1, locale, timeZone, now) })
    : t("voting.counting.ways.few");
  return (
    <Card title={t("voting.counting.heads")}>
      <dl className="counting">
        <Line name={t("ideas.numbers.supporters")} value={supporters} says={t("voting.counting.supporters")} />
        {weightless > 0 && (
          <Line name={t("voting.counting.brought")} value={weightless} says={t("voting.counting.brought.text")} />
        )}
        <Line
          name={t("voting.counting.ways")}
          value={told?.entryGroups ?? "–"}
          says={`${t("voting.counting.ways.text")} ${waysOf}`}
        />
        <Line name={t("voting.counting.staff")} value={staffSupport} says={t("voting.counting.staff.text")} />
        <Line
          name={t("ideas.numbers.affected")}
          value={counting.problemHavers}
          says={t("voting.counting.affected.text")}
        />
        <Line
          name={t("ideas.numbers.objections")}
          value={counting.objections}
          says={
            <>
              {t("voting.counting.objections.text")}{" "}
              {counting.objections > 0 && (
                <a className="link" href={`/ideas/${id}/objections`}>
                  {t("ideas.numbers.reasons")}
                </a>
              )}
            </>
          }
        />
        {importedSupport + importedObjections > 0 && (
          <Line
            name={t("ideas.numbers.imported")}
            value={importedSupport}
            says={t("voting.counting.imported.text", { count: importedObjections })}
          />
        )}
      </dl>
    </Card>
  );
}

interface LineProps {
  name: string;
  /** A number, or what is said in its place. */
  value: number | string;
  says: ReactNode;
}

/** A number, what it is called, and what it is made of. */
export function Line({ name, value, says }: LineProps): ReactNode {
  const { locale } = useSpeech();
  return (
    <div className="counting__line">
      <dt>{name}</dt>
      <dd className="counting__value number">{typeof value === "number" ? value.toLocaleString(locale) : value}</dd>
      <dd className="small muted">{says}</dd>
    </div>
  );
}
