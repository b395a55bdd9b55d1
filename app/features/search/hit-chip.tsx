import type { ReactNode } from "react";
import { StatusChip } from "~/features/ideas/status-chip";
import { KindChip } from "~/features/threads/kind-chip";
import type { Hit } from "./searching.server";

/** Where an idea stands, or what a thread is for. */
export const HitChip = ({ hit: { status, thread } }: { hit: Pick<Hit, "status" | "thread"> }): ReactNode => (
  <>
    {status && <StatusChip status={status} />}
    {thread && <KindChip kind={thread} />}
  </>
);
