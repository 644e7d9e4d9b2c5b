/** Builds the worker and the command line once, into a folder of their own, as they are shipped; or takes those of a build that is there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const repository = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with `worker.js` and `cli.js`. */
    readonly dist: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dist = await mkdtemp(join(tmpdir(), 'marginalia-dist-'));
  const remove = (): Promise<void> => rm(dist, { recursive: true, force: true });
  project.provide('dist', dist);
  // A run of all tests has a build at hand. It is copied: within the repository programs find the packages of its tests.
  const stage = process.env['MARGINALIA_STAGE'];
  if (stage !== undefined) {
    await cp(join(stage, 'dist'), dist, { recursive: true });
    return remove;
  }
  const building = promisify(execFile)(process.execPath, ['esbuild.mjs', `--outdir=${dist}`], {
    cwd: repository,
  });
  // The editor's parts do not matter here: only what these tests run must have been built.
  await building.catch((error: unknown) => {
    if (!existsSync(join(dist, 'worker.js')) || !existsSync(join(dist, 'cli.js'))) throw error;
  });
  return remove;
}
