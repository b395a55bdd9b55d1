import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** A request while it is answered. */
export interface Answering {
  /** Under which its log lines are found; said to people whose page failed. */
  id: string;
  /** When it came, by `performance.now()`. */
  since: number;
  /** The pattern of the URL map that answers it, like `/ideas/:ideaId`: never an address, which may hold a secret. */
  route: string | null;
  /** Who turned out to ask. */
  memberId: number | null;
}

const current = new AsyncLocalStorage<Answering>();

/** Runs `work`, and all that comes of it, as the answer to a request that has just come. */
export function asRequest<T>(work: (answering: Answering) => T): T {
  // 48 random bits in a shape that can be read out over the phone.
  const answering = { id: randomUUID().slice(0, 13), since: performance.now(), route: null, memberId: null };
  return current.run(answering, () => work(answering));
}

/** The request that is answered here; undefined where none is. */
export const answering = (): Answering | undefined => current.getStore();

/** Says what has turned out about the request that is answered here. */
export function noteAnswering(what: Partial<Pick<Answering, "route" | "memberId">>): void {
  const known = current.getStore();
  if (known) Object.assign(known, what);
}
