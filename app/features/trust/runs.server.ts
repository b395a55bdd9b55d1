import { personById } from "~/features/members/members.server";
import { latestLambda } from "~/features/members/scope.server";
import { boards } from "~/features/topics/topics.server";
import type { MemberId, TrustRunId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { latestRun, latestRuns, type RunRow } from "./runs.store.server";

const RUNS_SHOWN = 14;

/** A run as admins see it. */
export interface RunView extends Pick<RunRow, "id" | "at" | "lambda" | "people" | "ties" | "seeds" | "changed"> {
  isFinished: boolean;
  /** Who asked for it; null: the clock. */
  by: string | null;
}

/** What admins see of how trust was worked out lately, and of where it doesn't reach. */
export interface TrustReport {
  runs: RunView[];
  /** Boards where nobody wrote who is tied to one of the staff that trust begins at; null before the first run. */
  friendless: string[] | null;
  /** Nobody of staff had answered anybody within thirty days. */
  isSeedless: boolean;
}

/** The last time that people were weighed to the end; null: not yet. */
export const lastWeighing = async (read: Tx): Promise<TrustRunId | null> => (await latestRun(read))?.id ?? null;

/** How far the community has grown in, 0…1; 0 before the first run. */
export const lambdaNow = async (read: Tx): Promise<number> => (await latestLambda(read))[0]?.lambda ?? 0;

export async function trustReport(db: Store): Promise<TrustReport> {
  const rows = await latestRuns(db.read, RUNS_SHOWN);
  const names = await namesOf(db, rows);
  const latest = rows.find(({ finishedAt }) => finishedAt !== null);
  const known = new Map((await boards(db)).map(({ id, name }) => [Number(id), name]));
  const friendless = latest && numbersIn(latest.report.friendless).flatMap((id) => known.get(id) ?? []);
  return {
    runs: rows.map(({ by, finishedAt, id, at, lambda, people, ties, seeds, changed }) => ({
      ...{ id, at, lambda, people, ties, seeds, changed, isFinished: finishedAt !== null },
      by: by && (names.get(by) ?? null),
    })),
    friendless: friendless ?? null,
    isSeedless: latest?.report.isSeeded === false,
  };
}

const numbersIn = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "number") : [];

// Few admins ask for runs: each is looked up once.
async function namesOf(db: Store, rows: readonly RunRow[]): Promise<Map<MemberId, string>> {
  const ids = new Set(rows.flatMap(({ by }) => by ?? []));
  const people = await Promise.all([...ids].map((id) => personById(db.read, id)));
  return new Map(people.map(({ id, displayName }) => [id, displayName]));
}
