import type { Store } from "~db/store.ts";

interface Session {
  prepareQuery(...query: unknown[]): unknown;
}

/** How many statements a store's readers send while something is done. */
export async function statementsOf(db: Store, work: () => Promise<unknown>): Promise<number> {
  const { session } = db.read as unknown as { session: Session };
  const prepare = session.prepareQuery;
  let sent = 0;
  session.prepareQuery = (...query) => {
    sent++;
    return prepare.apply(session, query);
  };
  try {
    await work();
  } finally {
    session.prepareQuery = prepare;
  }
  return sent;
}
