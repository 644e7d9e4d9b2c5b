/** How a process ended, as its parent learns it: one of the two is null. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Signals by which users, terminals and shutdowns ask a process to stop. */
const requests: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Whether the process ended because someone asked it to, before it could say so itself. */
export function wasAskedToStop(exit: ProcessExit): boolean {
  return requests.includes(exit.signal);
}

/** Of a worker that ended without its run's last event: how, and the likely cause. Undefined: nobody saw it end. */
export function describeExit(exit: ProcessExit | undefined): string {
  if (!exit) return 'The worker process is gone without a word: it was killed, or the machine restarted.';
  const { code, signal } = exit;
  if (signal === 'SIGKILL') {
    return 'The worker process was killed by SIGKILL, by hand or by the system for want of memory.';
  }
  // V8 aborts when its heap is full: 134 is how a shell tells of SIGABRT.
  if (signal === 'SIGABRT' || code === 134) {
    return 'The worker process aborted (SIGABRT), most likely for want of memory.';
  }
  if (signal !== null) return `The worker process was killed by ${signal}.`;
  return `The worker process ended with exit code ${String(code)} before its work was done.`;
}
