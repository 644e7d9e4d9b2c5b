import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import { rateDistortion } from '../../../../src/experiments/kinds/rateDistortion';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import { dataSet, trainingContext } from './trainingContext';

/** Rank 2 and a little noise: 60 rows of 6 columns. */
function planted(): number[][] {
  const rng = new Rng(3);
  return Array.from({ length: 60 }, () => {
    const [a, b] = [rng.normal(), 0.5 * rng.normal()];
    return Array.from(
      { length: 6 },
      (_, j) => a * (j + 1) + b * (j % 2 === 0 ? 3 : -3) + 0.02 * rng.normal() + 7,
    );
  });
}

async function study(options: Record<string, unknown>, rows = planted()): Promise<StudyResult> {
  const spec = rateDistortion.schema.parse({ data: 'a.csv', ...options });
  const { result } = await rateDistortion.run(spec, trainingContext(dataSet(rows, undefined)));
  return studyResultSchema.parse(result);
}

function valueOf({ values }: StudyResult, field: string): number {
  return values.find((each) => each.field === field)?.value ?? NaN;
}

describe('rate and distortion', () => {
  it('needs the planted components, and more bits than an ideal code', async () => {
    const found = await study({ bits: [4, 6, 8], target: 0.05 });
    expect(valueOf(found, 'truncation-rank')).toBe(2);
    expect(valueOf(found, 'rank')).toBe(2);
    expect(valueOf(found, 'effective-rank')).toBeLessThan(2.3);
    expect(valueOf(found, 'excess')).toBeGreaterThan(1);
    expect(valueOf(found, 'rate') * valueOf(found, 'compression')).toBeCloseTo(32, 9);
    const rate = found.values.find(({ field }) => field === 'rate');
    const [low = NaN, high = NaN] = rate?.interval ?? [];
    expect(low).toBeLessThan(rate?.value ?? NaN);
    expect(high).toBeGreaterThan(rate?.value ?? NaN);
    expect(rate?.intervalMethod).toBe('delete-a-group jackknife, 20 groups of rows');
    expect(found.answer[0]).toMatch(/^A relative error of 0.05 takes [\d.]+ bits an entry/);
    // The table's bits are those of the formula: two components of 60 + 6 coordinates, and what they share.
    const bits = Number(found.tables[0]?.rows.find(([rank]) => rank === 2)?.[1]);
    const stored = found.tables[0]?.rows.find(([rank]) => rank === 2)?.[2];
    expect(stored).toBeCloseTo((2 * (66 * bits + 80) + 32 + 6 * 32) / 360, 12);
  });

  it('is the same again, and another with another seed where it rounds at random', async () => {
    const options = { bits: [5], rounding: 'stochastic', target: 0.2, ranks: [1, 2] };
    expect(await study(options)).toEqual(await study(options));
    expect(valueOf(await study({ ...options, seed: 1 }), 'rate')).not.toBe(
      valueOf(await study(options), 'rate'),
    );
  });

  it('says so where nothing reaches the target, and where rows are too few for intervals', async () => {
    const found = await study({ bits: [2], ranks: [1], target: 0.01 }, planted().slice(0, 6));
    expect(found.answer[0]).toContain('Nothing that was tried comes within a relative error of 0.01');
    expect(found.values[0]).toMatchObject({ value: null, interval: null });
    expect(found.warnings).toContain('There are too few rows for intervals: ten are the least.');
  });

  it('has figures whose truncation is below every precision', async () => {
    const found = await study({ bits: [3, 8] });
    const [rate, rank, singular] = found.figures;
    const truncated = rank?.series.find(({ key }) => key === 'truncated')?.points ?? [];
    for (const { x, y } of rank?.series.find(({ key }) => key === 'bits-3')?.points ?? []) {
      expect(y).toBeGreaterThan(truncated.find((point) => point.x === x)?.y ?? 0);
    }
    expect(rate?.series.map(({ origin }) => origin)).toEqual([
      'measured',
      'predicted',
      'measured',
      'measured',
    ]);
    const floats = singular?.series[0]?.points ?? [];
    expect(floats.at(-1)?.y).toBeLessThan(2 ** -10);
    expect(floats.at(-1)?.x).toBe(16);
  });

  it('refuses what cannot be', async () => {
    const faults = (options: Record<string, unknown>): string =>
      JSON.stringify(checkOptions(rateDistortion, { data: 'a.csv', ...options }));
    expect(faults({ format: 'float', bits: [2] })).toContain('A float has at least 4 bits');
    expect(faults({ bits: [3, 3] })).toContain('named twice');
    await expect(study({ ranks: [7] })).rejects.toThrow('`ranks` names 7; the matrix has rank 6 at most');
    await expect(
      study({}, [
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).rejects.toThrow('Every entry is the same');
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const spec = rateDistortion.schema.parse({ data: 'a.csv' });
    const rows = Array.from({ length: 100 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) => Math.sin(i * j + i)),
    );
    const context = trainingContext(dataSet(rows, undefined), {
      signal: controller.signal,
      breathe: () => {
        controller.abort();
        return Promise.resolve();
      },
    });
    await expect(rateDistortion.run(spec, context)).rejects.toThrow();
    expect(controller.signal.aborted).toBe(true);
  });
});
