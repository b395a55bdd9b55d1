/** The milliseconds until this was over. */
export async function lasted(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}
