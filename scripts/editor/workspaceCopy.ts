import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'marginalia-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A copy of a folder that a test may change, under the same name. */
export async function copyWorkspace(source: string): Promise<TemporaryFolder> {
  const parent = await temporaryFolder();
  const path = join(parent.path, basename(source));
  await mkdir(path);
  await cp(source, path, { recursive: true });
  return { path, remove: parent.remove };
}
