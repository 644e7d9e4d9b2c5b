import { createInterface } from 'node:readline';
import { signalGroup } from '../adapters/processGroups';

/**
 * Outlives the process that started it by a moment: told on standard input which groups of processes there are (`+pid`)
 * and are no more (`-pid`), it kills those that are left when that input ends.
 */
const groups = new Set<number>();

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pid = Number(line.slice(1));
    if (!Number.isSafeInteger(pid) || pid < 2) return;
    if (line.startsWith('+')) groups.add(pid);
    else groups.delete(pid);
  })
  .on('close', () => {
    for (const pid of groups) signalGroup(pid, 'SIGKILL');
  });
