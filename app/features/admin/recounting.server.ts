import { recountBadges } from "~/features/badges/awarding.server";
import { recountHelpful } from "~/features/comments/recounting.server";
import { recountLedger } from "~/features/ledger/recounting.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { recountTies } from "~/features/trust/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import type { Store } from "~db/store.ts";

/** A stored number that is another than its rows add up to. */
export interface Difference {
  /** What it is a number of: a topic's #number, a comment's, or a member's. */
  of: "topic" | "comment" | "member";
  id: number;
  name: string;
  stored: number;
  counted: number;
}

/** Every stored count that differs from its rows; `repair` makes them equal. In slices, each by itself. */
export async function recountAll(db: Store, repair: boolean): Promise<Difference[]> {
  const tallies = await recount(db, repair);
  const { followers, comments } = await recountTopics(db, repair);
  const marks = await recountHelpful(db, repair);
  const ledger = await recountLedger(db, repair);
  const badges = await recountBadges(db, repair);
  const ties = await recountTies(db, repair);
  const named = (name: string) => (drift: Pick<Difference, "id" | "stored" | "counted">) => ({ ...drift, name });
  const ofTopics = [...tallies, ...followers.map(named("followers")), ...comments.map(named("comments"))];
  return [
    ...ofTopics.map((drift) => ({ ...drift, of: "topic" as const })),
    ...marks.map(named("helpful")).map((drift) => ({ ...drift, of: "comment" as const })),
    ...[
      ...ledger,
      ...badges.map(ofMember("badges")),
      ...ties.map(({ one, ...tie }) => ofMember("ties")({ ...tie, memberId: one })),
    ].map((drift) => ({ ...drift, of: "member" as const })),
  ];
}

const ofMember =
  (name: string) =>
  ({ memberId: id, stored, counted }: { memberId: number; stored: number; counted: number }) => ({
    id,
    name,
    stored,
    counted,
  });
