import { Form, useSubmit } from "@remix-run/react";
import type { ReactNode } from "react";
import type { BoardRow } from "~/features/topics/topics.server";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import { Notice, StandingNotice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { BatchView, ColumnView, FileView } from "./batch-view.server";
import { DialectFields } from "./dialect-fields";
import { refusalKey } from "./rules";
import { MAPPED } from "./sources/mapping";
import "./import.css";

interface ReadingFormProps {
  batch: BatchView;
  file: FileView;
  boards: readonly BoardRow[];
  answer: RefusedAnswer | null;
}

/** How a file is read, where its ideas go, and, of a table, what each column says. Every change shows at once. */
export function ReadingForm({ batch, file, boards, answer }: ReadingFormProps): ReactNode {
  const t = useT();
  const submit = useSubmit();
  const { table, refused } = file;
  const why = answer?.refusal.fields ?? {};
  return (
    <>
      <Form method="post" id="discard" />
      <Form
        className="form"
        method="post"
        key={`${batch.source} ${table?.encoding} ${table?.delimiter} ${table?.quotes} ${table?.columns.length}`}
        onChange={({ target, currentTarget }) => {
          if (target instanceof HTMLSelectElement) submit(currentTarget, { preventScrollReset: true, replace: true });
        }}
      >
        {answer && batch.state === "uploaded" && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
        {refused && <StandingNotice>{t(refusalKey(refused.why), refused.values)}</StandingNotice>}
        <DialectFields batch={batch} table={table} />
        <BoardFields batch={batch} boards={boards} answer={answer} />
        <TextField
          label={t("import.name")}
          hint={t("import.name.hint")}
          name="name"
          defaultValue={answer?.typed.name ?? batch.reading.name}
          why={why.name}
        />
        {table && <Columns columns={table.columns} />}
        <div className="button-row">
          <Button name="act" value="read" look="quiet">
            {t("import.show")}
          </Button>
          <Button name="act" value="check" disabled={refused !== null}>
            {t("import.check")}
          </Button>
          <Button name="act" value="import" look="go" disabled={refused !== null}>
            {t("import.start")}
          </Button>
          <Button name="act" value="discard" look="quiet" form="discard">
            {t("import.discard")}
          </Button>
        </div>
      </Form>
    </>
  );
}

function BoardFields({ batch, boards, answer }: Pick<ReadingFormProps, "batch" | "boards" | "answer">): ReactNode {
  const t = useT();
  const chosen = answer?.typed.board ?? (batch.boardId ? String(batch.boardId) : "");
  const called = answer?.typed.boardName ?? batch.reading.board ?? batch.file.replace(/(?:\.[a-z]{2,5}){1,2}$/i, "");
  return (
    <div className="import__pair">
      <Choice label={t("import.board")} hint={t("import.board.hint")} name="board" defaultValue={chosen}>
        <option value="">{t("import.board.other")}</option>
        {boards.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <TextField
        label={t("import.board.name")}
        hint={t("import.board.name.hint")}
        name="boardName"
        defaultValue={called}
        why={answer?.refusal.fields.boardName}
      />
    </div>
  );
}

function Columns({ columns }: { columns: readonly ColumnView[] }): ReactNode {
  const t = useT();
  return (
    <fieldset className="import__columns">
      <legend>{t("import.columns")}</legend>
      <p className="small muted">{t("import.columns.hint")}</p>
      {columns.map(({ name, samples, field }, n) => (
        <Choice
          key={name}
          label={name}
          hint={samples.join(" · ") || t("import.column.empty")}
          name={`column${n}`}
          defaultValue={field}
        >
          <option value="">{t("import.field.none")}</option>
          {MAPPED.map((known) => (
            <option key={known} value={known}>
              {t(`import.field.${known}`)}
            </option>
          ))}
        </Choice>
      ))}
    </fieldset>
  );
}
