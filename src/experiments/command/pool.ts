/**
 * Does tasks in their order, at most `jobs` at a time, and hands over what comes of each as it ends. Where one throws, no
 * more are begun, and it rejects with that error once those that are going on have ended. Their signal is aborted then.
 */
export async function inPool<Task, Done>(
  tasks: readonly Task[],
  jobs: number,
  signal: AbortSignal,
  work: (task: Task, signal: AbortSignal) => Promise<Done>,
  onDone: (done: Done) => void,
): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let task = tasks[next]; task !== undefined && failure === undefined; task = tasks[next]) {
      next += 1;
      try {
        onDone(await work(task, both));
      } catch (error) {
        failure ??= { error };
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, worker));
  if (failure !== undefined) throw failure.error;
}
