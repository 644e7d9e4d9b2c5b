import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sleep } from './processes';
import { say } from './report';

/** A lock whose holder has not yet written who it is may be this old before it counts as abandoned. */
const NAMELESS_MS = 10_000;

/** Runs `work` while no other process of this machine runs under the same lock folder. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(folder), { recursive: true });
  let told = false;
  while (!(await tryTake(folder))) {
    if (!told) say(`Waiting for another run that holds ${folder} …`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryTake(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (await abandoned(folder)) await rm(folder, { recursive: true, force: true });
    return false;
  }
  await writeFile(join(folder, 'pid'), String(process.pid));
  return true;
}

async function abandoned(folder: string): Promise<boolean> {
  const written = await readFile(join(folder, 'pid'), 'utf8').catch(() => '');
  if (written === '') {
    const made = await stat(folder).catch(() => undefined);
    return made !== undefined && Date.now() - made.mtimeMs > NAMELESS_MS;
  }
  try {
    process.kill(Number(written), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
