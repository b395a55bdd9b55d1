import { randomUUID } from "node:crypto";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { holdLease, releaseLease } from "~db/lease.ts";
import type { Store } from "~db/store.ts";
import { SAMPLE } from "./mark.server";

const LEASE_MS = 120_000;

/** Fills or takes out, one at a time, whichever process does it. Refused while another does. */
export async function alone<T>(db: Store, work: () => Promise<T>): Promise<T> {
  const holder = randomUUID();
  if (!(await holdLease(db, SAMPLE, holder, clock.now(), LEASE_MS))) throw new Refused("sample.busy");
  try {
    return await work();
  } finally {
    await releaseLease(db, SAMPLE, holder);
  }
}
