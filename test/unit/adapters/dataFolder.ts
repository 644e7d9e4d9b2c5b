import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { DataReadOptions } from '../../../src/science/datasets/dataSet';

export const readOptions: DataReadOptions = {
  header: 'auto',
  label: undefined,
  missing: 'error',
  maxBytes: 2 ** 30,
};

/** A folder for the tests of a file, gone after them; `write` returns the absolute path. */
export function temporaryFolder(): {
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>;
} {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'data 데이터 '));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    path: (name) => join(folder, name),
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
  };
}
