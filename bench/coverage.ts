/**
 * How often the 95 % intervals hold what they should, on samples of manifolds of known dimension: prints the table of
 * docs/estimators.md. `npx tsx bench/coverage.ts [samples]`.
 */
import { Rng } from '../src/base/rng';
import type { RunContext } from '../src/experiments/kind';
import { intrinsicDimension } from '../src/experiments/kinds/intrinsicDimension';
import type { DataMatrix } from '../src/science/datasets/dataSet';
import { estimatesOf } from '../src/results/namedValues';

interface Manifold {
  readonly name: string;
  readonly dimension: number;
  readonly columns: number;
  readonly point: (rng: Rng) => readonly number[];
}

const gaussian = (d: number): Manifold => ({
  name: `Gaussian in R^${d}`,
  dimension: d,
  columns: d,
  point: (rng) => Array.from({ length: d }, () => rng.normal()),
});

const sphere = (d: number): Manifold => ({
  name: `sphere S^${d}`,
  dimension: d,
  columns: d + 1,
  point: (rng) => {
    const x = Array.from({ length: d + 1 }, () => rng.normal());
    const norm = Math.hypot(...x);
    return x.map((value) => value / norm);
  },
});

const swissRoll: Manifold = {
  name: 'Swiss roll',
  dimension: 2,
  columns: 3,
  point: (rng) => {
    const t = 1.5 * Math.PI * (1 + 2 * rng.uniform());
    return [t * Math.cos(t), 21 * rng.uniform(), t * Math.sin(t)];
  },
};

const cases: readonly (readonly [Manifold, number])[] = [
  [gaussian(2), 500],
  [gaussian(5), 500],
  [gaussian(5), 2000],
  [gaussian(10), 1000],
  [sphere(2), 500],
  [sphere(7), 1000],
  [swissRoll, 1000],
];

function sample({ columns, point }: Manifold, rows: number, seed: number): DataMatrix {
  const rng = new Rng(seed);
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) values.set(point(rng), row * columns);
  return { rows, columns, values };
}

function contextFor(matrix: DataMatrix, seed: number): RunContext {
  return {
    signal: new AbortController().signal,
    seed,
    threads: 1,
    progress: () => undefined,
    warn: () => undefined,
    breathe: () => Promise.resolve(),
    readData: () =>
      Promise.resolve({
        matrix,
        columnNames: Array.from({ length: matrix.columns }, (_, i) => `x${i + 1}`),
        labels: undefined,
        droppedRows: 0,
        hash: '',
        bytes: 0,
      }),
  };
}

async function main(): Promise<void> {
  const samples = Number(process.argv[2] ?? 200);
  const rows: string[] = [
    '| manifold | N | estimator | mean | spread between samples | mean of the claimed error | holds the mean | holds the truth |',
    '| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const [manifold, n] of cases) {
    const seen = new Map<string, { value: number; low: number; high: number }[]>();
    for (let seed = 0; seed < samples; seed++) {
      const spec = intrinsicDimension.schema.parse({
        data: manifold.name,
        estimators: ['twonn', 'mle'],
        scale: false,
        seed,
      });
      const { result } = await intrinsicDimension.run(
        spec,
        contextFor(sample(manifold, n, 10_000 + seed), seed),
      );
      for (const { key, dimension: value, interval } of estimatesOf(result)) {
        seen.set(key, [...(seen.get(key) ?? []), { value, low: interval[0], high: interval[1] }]);
      }
    }
    for (const [key, all] of seen) {
      const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
      const spread = Math.sqrt(
        all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (all.length - 1),
      );
      const claimed = all.reduce((sum, { low, high }) => sum + (high - low) / (2 * 1.96), 0) / all.length;
      const share = (target: number): string =>
        `${Math.round((100 * all.filter(({ low, high }) => low <= target && target <= high).length) / all.length)} %`;
      rows.push(
        `| ${manifold.name} | ${n} | ${key} | ${mean.toFixed(2)} | ${spread.toFixed(3)} | ${claimed.toFixed(3)} | ${share(mean)} | ${share(manifold.dimension)} |`,
      );
    }
  }
  console.log(rows.join('\n'));
}

void main();
