/**
 * How often the 95 % intervals hold what they should, on samples of manifolds of known dimension: the table of
 * docs/coverage.md. Takes hours on two cores, and can be run in the background:
 *
 *   nice -n 19 npx tsx bench/coverage.ts 100 30 > out/coverage.md
 *
 * The arguments are the samples a manifold, and how many of them the slow estimators see. What is known so far goes to
 * standard error, a line a sample.
 */
import { Rng } from '../src/base/rng';
import type { RunContext } from '../src/experiments/kind';
import { intrinsicDimension } from '../src/experiments/kinds/intrinsicDimension';
import { consensus } from '../src/science/analysis/consensus';
import type { DataMatrix } from '../src/science/datasets/dataSet';
import { drawPoints } from '../src/science/manifolds/drawPoints';
import { parseManifold } from '../src/science/manifolds/manifoldSpec';

const rows = 1000;

interface Case {
  readonly name: string;
  readonly dimension: number;
  readonly estimators: readonly string[];
  /** Of which fewer samples are drawn. */
  readonly slow: readonly string[];
  readonly sample: (seed: number) => DataMatrix;
}

const quick = [
  ...['twonn', 'twonn-ml', 'gride(n1=4,n2=8)', 'mle', 'mle(combine=mean)', 'mom', 'mada', 'mind-ml'],
  ...['corrint', 'tle', 'fishers', 'lpca(k=30)', 'pca', 'participation-ratio'],
];
const slow = ['ess', 'danco', 'ph'];

function manifold(spec: string, dimension: number): Case {
  const sample = (seed: number): DataMatrix => {
    const parsed = parseManifold(
      `${spec.replace(/\)$/, ',').replace(/^([^(]*)$/, '$1(')}n=${rows},seed=${seed})`,
    );
    if (!parsed.ok) throw new Error(parsed.error);
    const points = drawPoints(parsed.value);
    for (let step = points.next(); ; step = points.next()) {
      if (step.done) return { rows, columns: step.value.width, values: step.value.values };
    }
  };
  return { name: spec, dimension, estimators: quick, slow, sample };
}

/** Whole numbers or bits, for the two estimators that are for these. */
function discrete(name: string, columns: number, sites: number, estimator: string): Case {
  const sample = (seed: number): DataMatrix => {
    const rng = new Rng(seed);
    return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => rng.integer(sites)) };
  };
  return { name, dimension: columns, estimators: [estimator], slow: [], sample };
}

const cases: readonly Case[] = [
  manifold('gaussian(d=2)', 2),
  manifold('gaussian(d=5)', 5),
  manifold('sphere(d=7)', 7),
  manifold('swiss-roll', 2),
  manifold('gaussian(d=10)', 10),
  manifold('cube(d=20)', 20),
  discrete('lattice of 100 × 100 sites', 2, 100, 'i3d'),
  discrete('lattice of 20 sites in each of 4 directions', 4, 20, 'i3d'),
  discrete('20 independent bits', 20, 2, 'hamming'),
];

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

/** Estimators whose consensus is looked at; undefined for all. */
const asked: Readonly<Record<string, readonly string[] | undefined>> = {
  'twonn, mle, pca': ['twonn', 'mle', 'pca'],
  'twonn, mle, ess, danco': ['twonn', 'mle', 'ess', 'danco'],
  all: undefined,
};

interface Seen {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One line of the table: what the intervals of an estimator held over the samples of a manifold. */
function row(of: Case, key: string, all: readonly Seen[]): string {
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (all.length - 1));
  const claimed = all.reduce((sum, { low, high }) => sum + (high - low) / (2 * 1.96), 0) / all.length;
  const share = (target: number): string =>
    `${Math.round((100 * all.filter(({ low, high }) => low <= target && target <= high).length) / all.length)} %`;
  return `| ${of.name} | ${of.dimension} | \`${key}\` | ${all.length} | ${mean.toFixed(2)} | ${spread.toFixed(3)} | ${claimed.toFixed(3)} | ${share(mean)} | ${share(of.dimension)} |`;
}

async function main(): Promise<void> {
  const samples = Number(process.argv[2] ?? 100);
  const slowSamples = Number(process.argv[3] ?? 30);
  console.log(
    '| manifold | d | estimator | samples | mean | spread between samples | mean of the claimed error | holds the mean | holds the truth |\n' +
      '| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const one of cases) {
    const seen = new Map<string, Seen[]>();
    const note = (key: string, value: number, [low, high]: readonly [number, number]): void => {
      seen.set(key, [...(seen.get(key) ?? []), { value, low, high }]);
    };
    for (let seed = 0; seed < samples; seed++) {
      const started = Date.now();
      const estimators = [...one.estimators, ...(seed < slowSamples ? one.slow : [])];
      const spec = intrinsicDimension.schema.parse({
        data: one.name,
        estimators,
        scale: false,
        decimation: false,
        seed,
      });
      const { result } = await intrinsicDimension.run(spec, contextFor(one.sample(10_000 + seed), seed));
      for (const { key, dimension: value, interval } of result.estimates) {
        note(key, value, interval);
      }
      process.stderr.write(`${one.name} ${seed + 1}/${samples}: ${Date.now() - started} ms\n`);
      // Of samples that every estimator has seen alone: the consensus depends on who is asked.
      if (seed >= slowSamples || one.slow.length === 0) continue;
      for (const [name, keys] of Object.entries(asked)) {
        const agreed = consensus(result.estimates.filter(({ key }) => keys?.includes(key) ?? true));
        if (agreed) note(`consensus of ${name}`, agreed.dimension, agreed.interval);
      }
    }
    for (const [key, all] of seen) console.log(row(one, key, all));
  }
}

void main();
