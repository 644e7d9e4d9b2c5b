import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../../../src/experiments/kind';
import { intrinsicDimension } from '../../../../src/experiments/kinds/intrinsicDimension';
import { dimensionResultSchema } from '../../../../src/experiments/result';
import { estimatorName } from '../../../../src/plots/estimatorNames';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { parseEstimator } from '../../../../src/science/estimators/estimatorSpec';
import { estimators } from '../../../../src/science/estimators/estimators';
import { readOption } from '../../../../src/science/estimators/options';
import { gaussian } from '../../compute/points';

const ids = [
  ...[
    'twonn',
    'twonn-ml',
    'gride',
    'mle',
    'mom',
    'mada',
    'corrint',
    'tle',
    'ess',
    'fishers',
    'mind-ml',
    'danco',
  ],
  ...['lpca', 'pca', 'participation-ratio', 'ph', 'i3d', 'hamming'],
];

function context(matrix: DataMatrix, fractions: number[]): RunContext {
  return {
    signal: new AbortController().signal,
    seed: 0,
    threads: 1,
    progress: (fraction) => void fractions.push(fraction),
    warn: () => {},
    breathe: () => Promise.resolve(),
    async readData() {
      const columnNames = Array.from({ length: matrix.columns }, (_, i) => `x${i + 1}`);
      return { matrix, columnNames, labels: undefined, droppedRows: 0, hash: '', bytes: 0 };
    },
  };
}

async function runAll(matrix: DataMatrix, requests: readonly string[], fractions: number[] = []) {
  const spec = intrinsicDimension.schema.parse({ data: 'points.csv', estimators: requests, scale: false });
  const { result } = await intrinsicDimension.run(spec, context(matrix, fractions));
  return dimensionResultSchema.parse(result).estimates;
}

describe('every estimator', () => {
  it('is in the registry once, with a name and a place in the documents', () => {
    expect(estimators.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const documents = readFileSync('docs/estimators.md', 'utf8');
    for (const id of ids) {
      expect(estimatorName(id)).not.toBe(id);
      expect(documents).toContain(`| \`${id}\` |`);
    }
  });

  it.each(estimators.map((estimator) => [estimator.id, estimator] as const))(
    '%s takes its defaults, and is its own normal form with them',
    (id, { options }) => {
      for (const option of Object.values(options)) {
        expect(readOption(option, String(option.default))).toBe(option.default);
      }
      const all = Object.entries(options).map(([name, option]) => `${name}=${option.default}`);
      const spec = parseEstimator(`${id.toUpperCase()}(${all.join(', ')})`);
      expect(spec.ok && spec.value.key).toBe(id);
    },
  );

  it(
    'runs from a block, with an interval that holds it, and progress that never falls',
    { timeout: 60_000 },
    async () => {
      const { rows, columns, values } = gaussian(400, 3);
      const whole = { rows, columns, values: values.map((x) => Math.round(12 * x)) };
      const fractions: number[] = [];
      const estimates = await runAll(
        whole,
        ids.filter((id) => id !== 'hamming'),
        fractions,
      );
      for (const { key, dimension, interval, intervalMethod, level, details } of estimates) {
        expect(dimension, key).toBeGreaterThan(1.5);
        expect(dimension, key).toBeLessThan(4.5);
        expect(interval[0], key).toBeLessThanOrEqual(dimension);
        expect(interval[1], key).toBeGreaterThanOrEqual(dimension);
        expect(
          [...interval, ...Object.values(details).flat()].every((x) => Number.isFinite(x)),
          key,
        ).toBe(true);
        expect(intervalMethod, key).toMatch(/\w{4}/);
        expect(level, key).toBe(0.95);
      }
      expect(estimates).toHaveLength(ids.length - 1);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).toBeCloseTo(1, 6);
    },
  );

  it('says why it has no estimate of few or equal points, or has one', { timeout: 60_000 }, async () => {
    const hard: [string, DataMatrix][] = [
      ['four points', gaussian(4, 2)],
      ['twelve points in one column', gaussian(12, 1)],
      ['a coarse grid', { rows: 100, columns: 2, values: gaussian(100, 2).values.map((x) => Math.round(x)) }],
      ['one point again and again', { rows: 40, columns: 2, values: new Float64Array(80).fill(3) }],
      ['more columns than points', gaussian(20, 60)],
      ['a large unit', { rows: 60, columns: 2, values: gaussian(60, 2).values.map((x) => x * 1e200) }],
    ];
    for (const [name, matrix] of hard) {
      for (const id of ids) {
        const found = await runAll(matrix, [id]).catch((error: unknown) => error);
        if (Array.isArray(found)) {
          const [estimate] = found as { dimension: number; interval: number[] }[];
          expect(estimate?.dimension, `${id} of ${name}`).toBeGreaterThan(0);
          expect(estimate?.interval.every(Number.isFinite), `${id} of ${name}`).toBe(true);
        } else {
          expect(found, `${id} of ${name}: ${String(found)}`).toMatchObject({ code: 'estimate.impossible' });
        }
      }
    }
  });
});
