import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Pager } from "~/ui/pager";
import type { BatchView, ProblemPage } from "./batch-view.server";
import { problemSentence } from "./rules";
import "~/ui/rows.css";

interface ProblemListProps extends ProblemPage {
  batch: BatchView;
  after: string | null;
}

/** Every row that could not be taken, by its line, with a way to take the list along. */
export function ProblemList({ batch: { id, skipped }, problems, after, next }: ProblemListProps): ReactNode {
  const t = useT();
  if (problems.length === 0) return null;
  return (
    <Card title={t("import.problems")} note={t("import.problems.count", { count: skipped })}>
      <ul className="rows">
        {problems.map((problem) => (
          <li key={problem.line}>{t("import.line", { line: problem.line, why: problemSentence(t, problem) })}</li>
        ))}
      </ul>
      <p>
        <a className="link" href={`/admin/import/${id}/problems.csv`} download>
          {t("import.problems.download")}
        </a>
      </p>
      <Pager
        first={after ? `/admin/import/${id}` : null}
        next={next && `/admin/import/${id}?after=${next}`}
        more={t("import.problems.more")}
      />
    </Card>
  );
}
