const AT_ONCE = 500;

/** All of them, some at a time: a statement takes no more values than so many. */
export function* slicesOf<One>(all: readonly One[]): Generator<One[]> {
  for (let start = 0; start < all.length; start += AT_ONCE) yield all.slice(start, start + AT_ONCE);
}
