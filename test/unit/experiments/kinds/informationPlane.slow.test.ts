import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import { informationPlane } from '../../../../src/experiments/kinds/informationPlane';
import {
  studyResultSchema,
  type StudyResult,
  type StudyValue,
} from '../../../../src/experiments/studyResult';
import { symmetricChannelCurve } from '../../../../src/science/information/bottleneckCurve';
import { dataSet, trainingContext } from './trainingContext';

async function study(
  options: Record<string, unknown>,
  rows: number[][] = [],
  labels?: string[],
): Promise<StudyResult> {
  const spec = informationPlane.schema.parse(options);
  const { result } = await informationPlane.run(spec, trainingContext(dataSet(rows, labels)));
  return studyResultSchema.parse(result);
}

function valueOf({ values }: StudyResult, field: string): StudyValue {
  const found = values.find((each) => each.field === field);
  if (!found) throw new Error(`no value ${field}`);
  return found;
}

const counts = [
  [90, 10],
  [8, 92],
  [85, 15],
];

describe('the information plane', () => {
  it('of a noisy bit agrees with the closed form', async () => {
    const found = await study({ joint: 'symmetric(0.1)' });
    const whole = 0.5310044064107187;
    expect(valueOf(found, 'information')).toMatchObject({ intervalMethod: 'exact', interval: null });
    expect(valueOf(found, 'information').value).toBeCloseTo(whole, 12);
    expect(valueOf(found, 'critical-beta').value).toBeCloseTo(1 / 0.64, 12);
    const exact = symmetricChannelCurve(0.1, 20_001).find(({ relevant }) => relevant >= 0.9 * whole);
    expect(valueOf(found, 'bits').value).toBeCloseTo(exact?.kept ?? NaN, 3);
    expect(found.figures[0]?.series.map(({ key, origin }) => [key, origin])).toContainEqual([
      'exact',
      'predicted',
    ]);
    expect(found.warnings).toEqual([]);
  });

  it('of counts has intervals that hold what it shows, the same with the same seed', async () => {
    const options = { data: 'counts.csv', steps: 8, resamples: 40 };
    const labels = ['cat', 'dog', 'lynx'];
    const found = await study(options, counts, labels);
    for (const field of ['bits', 'information', 'entropy', 'critical-beta']) {
      const { value, interval, intervalMethod } = valueOf(found, field);
      expect(interval?.[0]).toBeLessThan(value ?? NaN);
      expect(interval?.[1]).toBeGreaterThanOrEqual(value ?? NaN);
      expect(intervalMethod).toContain('normal bootstrap, 40 Dirichlet resamples of the counts');
    }
    // 0.44 bits by hand; a standard error of about 0.045 by the variance of the log ratios.
    const [low = NaN, high = NaN] = valueOf(found, 'information').interval ?? [];
    expect(high - low).toBeGreaterThan(0.08);
    expect(high - low).toBeLessThan(0.3);
    expect(found.tables[0]?.rows.map(([name]) => name)).toEqual(labels);
    const clusters = found.tables[0]?.rows.map(([, cluster]) => cluster) ?? [];
    expect(clusters[0]).not.toBe(clusters[1]);
    expect(await study(options, counts, labels)).toEqual(found);
  });

  it('says that few counts show more than there is, and leaves empty rows out', async () => {
    const few = [
      [2, 1, 0, 1],
      [0, 2, 1, 1],
      [0, 0, 0, 0],
      [1, 0, 2, 1],
    ];
    const found = await study({ data: 'few.csv', steps: 5, resamples: 30 }, few);
    expect(valueOf(found, 'information').warnings[0]).toContain('are chance');
    expect(found.warnings).toContain('1 row or column is empty, and left out.');
  });

  it('follows the curve from where it leaves nothing to where 99 % is kept', async () => {
    // Of many values with little in common the curve jumps up well before a bottleneck that says nothing is unstable.
    const found = await study({ joint: 'random(12, 12, 0.3)', steps: 8 });
    const points = found.figures[0]?.series.find(({ key }) => key === 'curve')?.points ?? [];
    const information = valueOf(found, 'information').value ?? NaN;
    expect(points[0]?.y).toBeLessThan(1e-3);
    expect((points.at(-1)?.y ?? 0) / information).toBeGreaterThan(0.98);
    expect((points.at(-4)?.y ?? 0) / information).toBeLessThan(0.9999);
  });

  it('cuts intervals where the quantity ends: no entropy of two values is above a bit, no β below 1', async () => {
    const diagonal = [
      [10, 0],
      [0, 10],
    ];
    const found = await study({ data: 'a.csv', resamples: 20, steps: 5 }, diagonal);
    for (const field of ['information', 'entropy', 'bits'])
      expect(valueOf(found, field).interval?.[1]).toBeLessThanOrEqual(1);
    const few = await study({ data: 'a.csv', resamples: 20, steps: 5 }, [
      [2, 2],
      [1, 5],
    ]);
    const critical = valueOf(few, 'critical-beta');
    expect(critical.interval ?? [1]).not.toContain(0);
    expect(critical.interval === null).toBe(critical.warnings.length > 0);
  });

  it('refuses what is no table of two variables', async () => {
    const faults = (options: Record<string, unknown>): string =>
      JSON.stringify(checkOptions(informationPlane, options));
    expect(faults({})).toContain('There is no table');
    expect(faults({ data: 'a.csv', joint: 'symmetric(0.1)' })).toContain('both given');
    expect(faults({ joint: 'symetric(0.1)' })).toContain('did you mean symmetric?');
    await expect(
      study({ data: 'a.csv' }, [
        [0.5, 1],
        [1, 2],
      ]),
    ).rejects.toThrow('row 1, x1 holds 0.5, which is no count');
    await expect(
      study({ data: 'a.csv' }, [
        [-1, 1],
        [1, 2],
      ]),
    ).rejects.toThrow('less than never');
    await expect(
      study({ data: 'a.csv' }, [
        [1, 2],
        [2, 4],
      ]),
    ).rejects.toThrow('X says nothing of Y');
    await expect(study({ data: 'a.csv' }, [[1, 2]])).rejects.toThrow('fewer than two rows');
    const weights = await study({ data: 'a.csv', holds: 'weights', steps: 5 }, [
      [0.4, 0.1],
      [0.1, 0.4],
    ]);
    expect(weights.warnings[0]).toContain('there are no intervals');
  });
});
