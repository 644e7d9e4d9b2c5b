import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedRepresentations } from '../../src/adapters/representations';
import { digitCount, digitImage } from '../../scripts/sampleDigits';
import { digitsHeader, digitsLine, encodeNpy, pointsCsv } from '../../scripts/sampleFormats';
import { noisyBlobs, swissRoll } from '../../scripts/sampleManifolds';

const folder = join(import.meta.dirname, '../../media/sample/data');
const lines = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');

describe('the sample data', () => {
  it('has digits that the generator draws again, any row on its own', () => {
    const [header, ...rows] = lines('digits.csv');
    expect(header).toBe(digitsHeader);
    expect(rows).toHaveLength(digitCount);
    for (const row of [1796, 0, 1, 2, 3, 500, 1234]) expect(rows[row]).toBe(digitsLine(digitImage(row)));
  });

  it('has no two digits alike, every label often, intensities from paper to ink', () => {
    const rows = lines('digits.csv').slice(1);
    expect(new Set(rows.map((row) => row.slice(0, row.lastIndexOf(',')))).size).toBe(digitCount);
    const counts = Array<number>(10).fill(0);
    let [least, most] = [Infinity, -Infinity];
    for (const row of rows) {
      const numbers = row.split(',').map(Number);
      const label = numbers.pop() ?? -1;
      counts[label] = (counts[label] ?? 0) + 1;
      expect(numbers).toHaveLength(64);
      least = Math.min(least, ...numbers);
      most = Math.max(most, ...numbers);
    }
    expect(Math.min(...counts)).toBeGreaterThan(140);
    expect([least, most]).toEqual([0, 16]);
  });

  it('has the Swiss roll that the generator rolls', () => {
    expect(readFileSync(join(folder, 'swiss-roll.csv'), 'utf8')).toBe(
      pointsCsv(['x', 'y', 'z'], swissRoll(1500)),
    );
  });

  it('has blobs in NumPy’s format, the first rows as the generator makes them', () => {
    const file = readFileSync(join(folder, 'noisy-blobs.npy'));
    expect(file.subarray(0, 8)).toEqual(Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]));
    const headerEnd = 10 + file.readUInt16LE(8);
    expect(headerEnd % 64).toBe(0);
    expect(file.toString('latin1', 10, headerEnd)).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(24000, 32\), \} *\n$/,
    );
    expect(file.length - headerEnd).toBe(24_000 * 32 * 4);
    const few = encodeNpy(noisyBlobs(50, 32));
    const data = few.subarray(few.length - 50 * 32 * 4);
    expect(file.subarray(headerEnd, headerEnd + data.length)).toEqual(Buffer.from(data));
  });

  it('has what a network makes of the last digits, a row each in every layer', async () => {
    const layers = await namedRepresentations('digit-layers', (name) => join(folder, name), undefined);
    const matrices = await Promise.all(layers.representations.map((layer) => layer.read(2 ** 20, () => {})));
    expect(matrices.map(({ rows, columns }) => [rows, columns])).toEqual([
      [400, 64],
      [400, 96],
      [400, 64],
      [400, 32],
      [400, 10],
    ]);
    const [input, ...others] = matrices;
    const first = Array.from(digitImage(digitCount - 400).pixels, (x) => x / 16);
    expect([...(input?.values.subarray(0, 64) ?? [])]).toEqual(first);
    expect(others.slice(0, -1).every(({ values }) => Math.min(...values) === 0)).toBe(true);
    const output = others.at(-1)?.values ?? [];
    const right = Array.from({ length: 400 }, (_, i) => {
      const scores = Array.from(output.slice(10 * i, 10 * i + 10));
      return scores.indexOf(Math.max(...scores)) === digitImage(digitCount - 400 + i).label;
    });
    expect(right.filter(Boolean).length).toBeGreaterThan(340);
    expect(layers.input.bytes).toBeLessThan(300_000);
  });
});
