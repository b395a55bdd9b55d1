import { afterAll, beforeEach } from "vitest";
import type { Member } from "~/features/members/rules";
import { standingOf } from "~/features/trust/standings.store.server";
import { at } from "~/platform/pretended-time.server";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { standings, ties, trustRuns, trustScores } from "~db/schema/trust.ts";
import { openTestStore, settle } from "./town";

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 10, 30, 12);

/** For a file of tests, called at its top: a town of a hundred days where before each test nobody is tied to anybody. */
export async function openWeighedTown() {
  const db = await openTestStore();
  const town = await at(NOW - 100 * DAY, () => settle(db));
  beforeEach(() =>
    db.write(async (tx) => {
      for (const table of [ties, trustRuns, trustScores, ledgerClaims]) await tx.delete(table);
      await tx.update(standings).set({ weight: 1000, isGuest: false, level: 1, earned: 1, restsAt: null });
    }),
  );
  afterAll(() => db.close());
  return {
    ...{ db, town },
    standing: ({ id }: Member) => standingOf(db.read, id),
    tie: (one: Member, other: Member, when = NOW, weight = 1000) => {
      const [lowId, highId] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
      return db.write((tx) =>
        tx.insert(ties).values({ lowId, highId, kind: "replies", subject: "", weight, at: when }).onConflictDoNothing(),
      );
    },
  };
}
