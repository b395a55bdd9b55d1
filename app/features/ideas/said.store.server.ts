import { asc, desc, eq, sql } from "drizzle-orm";
import type { NoteView } from "~/features/desk/notes.server";
import { levelOf } from "~/features/members/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { staffNotes } from "~db/schema/desk.ts";
import { answers } from "~db/schema/ideas.ts";
import { members, teams } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

/** An official answer. Team and title are those of that day. */
export interface AnswerView {
  id: number;
  authorId: MemberId;
  name: string;
  level: number | null;
  team: string | null;
  title: string | null;
  html: string;
  manner: "personally" | "office";
  at: number;
}

const MOST_SHOWN = 200;

function saidOfficially(read: Tx, topicId: TopicId) {
  const { id, authorId, team, title, html, at, manner } = answers;
  return read
    .select({
      ...{
        id: sql<number>`${id}`.as("id"),
        authorId,
        name: members.displayName,
        level: levelOf(authorId).as("level"),
        team,
        title,
        html,
        at,
      },
      manner: sql<AnswerView["manner"] | null>`${manner}`.as("manner"),
    })
    .from(answers)
    .innerJoin(members, eq(members.id, authorId))
    .where(eq(answers.topicId, topicId));
}

function noted(read: Tx, topicId: TopicId) {
  const { id, authorId, html, at } = staffNotes;
  const { displayName: name, title } = members;
  return read
    .select({
      ...{
        id: sql<number>`${id}`.as("id"),
        authorId,
        name,
        level: levelOf(authorId).as("level"),
        team: teams.name,
        title,
        html,
        at,
      },
      manner: sql<AnswerView["manner"] | null>`null`.as("manner"),
    })
    .from(staffNotes)
    .innerJoin(members, eq(members.id, authorId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(eq(staffNotes.topicId, topicId));
}

/** The official answers to an idea, the latest first. */
export async function loadAnswers(read: Tx, topicId: TopicId): Promise<AnswerView[]> {
  const rows = await saidOfficially(read, topicId).orderBy(desc(answers.id)).limit(MOST_SHOWN);
  return rows.flatMap(answerOf);
}

/** The same with the notes on it, for employees only: all that the brand said, in one statement. */
export async function loadAnswersAndNotes(
  read: Tx,
  topicId: TopicId,
): Promise<{ answers: AnswerView[]; notes: NoteView[] }> {
  const said = saidOfficially(read, topicId).unionAll(noted(read, topicId)).as("said");
  const isNote = sql`case when ${said.manner} is null then 1 else 0 end`;
  const rows = await read.select().from(said).orderBy(asc(isNote), desc(said.id)).limit(MOST_SHOWN);
  return { answers: rows.flatMap(answerOf), notes: rows.flatMap(noteOf) };
}

type Row = NoteView & { manner: AnswerView["manner"] | null };

const answerOf = ({ manner, ...said }: Row): AnswerView[] => (manner === null ? [] : [{ ...said, manner }]);
const noteOf = ({ manner, ...said }: Row): NoteView[] => (manner === null ? [said] : []);
