/**
 * The values of a source, each asked for while the one before it is in use. What goes wrong with it is thrown in its turn,
 * or never, where nobody asks for it any more; then the source is closed before this ends.
 */
export async function* oneAhead<One>(source: AsyncGenerator<One>): AsyncGenerator<One> {
  try {
    for (let next = source.next(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      next.catch(() => {}); // until its turn comes, nobody listens
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}
