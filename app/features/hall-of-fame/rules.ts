import type { ClaimKind, Group } from "~/features/ledger/rules";

/** A ranking of people: everybody's, the newcomers', a board's, a group's of acts. */
export type RankingName = "all" | "newcomers" | `board:${number}` | `group:${Group}`;

/** The acts behind a place: how many of each kind. */
export type Evidence = Partial<Record<ClaimKind, number>>;
