import { clock } from "~/platform/clock";
import type { BatchId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type BatchCounts, keepForeseen, keepMade, keepProblems, saveCounts } from "./batches.store.server";
import type { BrokenRow } from "./sources/source";
import type { Stored } from "./storing.server";

/** An import that may have come part of the way before. */
export interface BatchSoFar {
  id: BatchId;
  counts: BatchCounts;
}

const NOTHING: BatchCounts = {
  ...{ read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, comments: 0, members: 0 },
};

type Now = Omit<BatchCounts, "skipped"> & { skipped: readonly BrokenRow[]; boards: readonly string[] };

/** How far an import came, written down in the very writes that bring it there. Nowhere, where it is no batch. */
export class Progress {
  readonly #id: BatchId | null;
  readonly #isDryRun: boolean;
  readonly #counts: BatchCounts;

  constructor(batch: BatchSoFar | null, isDryRun: boolean) {
    this.#id = batch?.id ?? null;
    this.#isDryRun = isDryRun;
    this.#counts = batch?.counts ?? NOTHING;
  }

  get isKept(): boolean {
    return this.#id !== null;
  }

  /** What came in before. */
  get before(): BatchCounts {
    return this.#counts;
  }

  /** A write may run twice, so nothing is remembered here: the problems' own count says which are new. */
  async keep(tx: Tx, { skipped, boards, ...counts }: Now, stored?: Pick<Stored, "made" | "boards">): Promise<void> {
    if (this.#id === null) return;
    await keepProblems(tx, this.#id, skipped);
    await saveCounts(tx, this.#id, { ...countsIn(counts), skipped: skipped.length }, clock.now());
    if (this.#isDryRun && boards.length) await keepForeseen(tx, this.#id, boards);
    if (stored && !this.#isDryRun) await keepMade(tx, this.#id, stored.made, stored.boards);
  }
}

const countsIn = ({ read, created, updated, unchanged, comments, members }: Omit<BatchCounts, "skipped">) => ({
  ...{ read, created, updated, unchanged, comments, members },
});
