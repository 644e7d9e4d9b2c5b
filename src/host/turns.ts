/** Does the work in a turn of the event loop of its own, after what waits for its turn already. */
export async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  return work();
}
