import type { ReactNode } from "react";
import { Card } from "~/ui/card";
import { type RefusedAnswer, useRefused } from "~/web/refusal";
import { Fold } from "./fold";

interface FoldListProps<Row> {
  title: string;
  note: string;
  /** What a new one is made by. */
  add: string;
  rows: readonly Row[];
  /** Whose form is open though nothing was refused, by its number; "" is the new one's. */
  openId?: string | undefined;
  line(row: Row): ReactNode;
  /** The form of a row, or of a new one. */
  form(row: Row | undefined, answer: RefusedAnswer | null): ReactNode;
}

/** A list whose lines open into their forms, and a last one that makes another. */
export function FoldList<Row extends { id: number }>({
  rows,
  openId,
  line,
  form,
  add,
  ...head
}: FoldListProps<Row>): ReactNode {
  const refused = useRefused();
  const of = (id: string) => ((refused?.typed.id ?? "") === id ? refused : null);
  return (
    <Card {...head}>
      {rows.map((row) => (
        <Fold key={row.id} isOpen={openId === `${row.id}` || of(`${row.id}`) !== null} line={line(row)}>
          {form(row, of(`${row.id}`))}
        </Fold>
      ))}
      <Fold key={`new-${rows.length}`} isOpen={openId === "" || of("") !== null} line={<b>{add}</b>}>
        {form(undefined, of(""))}
      </Fold>
    </Card>
  );
}
