import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { hashData } from '../../../src/adapters/dataIdentity';
import type { DataReadOptions } from '../../../src/science/datasets/dataSet';

const options: DataReadOptions = { header: 'auto', label: undefined, missing: 'error', maxBytes: 2 ** 30 };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data 데이터 '));
});

afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('data files', () => {
  it('are read in pieces, with their hash and progress', async () => {
    const text = `x,y\n${Array.from({ length: 200_000 }, (_, i) => `${i},${i / 7}`).join('\n')}\n`;
    const path = await file('many.csv', text);
    const seen: number[] = [];
    const data = await readDataFile(path, options, { onProgress: (fraction) => seen.push(fraction) });
    expect(data.matrix).toMatchObject({ rows: 200_000, columns: 2 });
    expect(data.matrix.values[399_999]).toBe(199_999 / 7);
    expect(data.hash).toBe(createHash('sha256').update(text).digest('hex'));
    expect(data.bytes).toBe(text.length);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(await hashData(path)).toMatchObject({ sha256: data.hash, bytes: data.bytes });
  });

  it('name the line in a late piece', async () => {
    const path = await file('late.csv', `${'1,2\n'.repeat(400_000)}3,x\n`);
    await expect(readDataFile(path, options, { displayPath: 'data/late.csv' })).rejects.toMatchObject({
      location: { file: 'data/late.csv', line: 400_001, column: 2 },
    });
  });

  it('stop being read when told', async () => {
    const path = await file('long.csv', '1,2\n'.repeat(1_000_000));
    const stop = new AbortController();
    const work = readDataFile(path, options, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['nowhere.csv', 'data.missing'],
    ['late.csv/inside.csv', 'data.missing'],
    ['.', 'data.unreadable'],
  ])('%s is an error with a remedy', async (name, code) => {
    await expect(readDataFile(join(folder, name), options, { displayPath: name })).rejects.toMatchObject({
      code,
      location: { file: name },
      remedy: expect.stringMatching(/\w+/) as string,
    });
  });
});
