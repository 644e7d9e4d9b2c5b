/**
 * How often the 95 % intervals hold what they should, on samples of manifolds of known dimension: the tables of
 * docs/coverage.md. Takes some ten minutes on idle cores, an hour or two beside other work:
 *
 *   nice -n 19 npx tsx bench/coverage.ts 100 30 > out/coverage.md
 *
 * The arguments are the samples a manifold, how many of them the slow estimators see, then, where not all are to be
 * measured, the estimators and the manifolds with their dimensions, and the first seed of the samples:
 *
 *   npx tsx bench/coverage.ts 100 60 'mom;ess;danco' 'M3@4;Mbeta@10' 40000
 *
 * What is known so far goes to standard error, a line a sample.
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

const [onlyEstimators, onlyManifolds, firstSeed = '10000'] = process.argv.slice(4);

const allCases: readonly Case[] = [
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

/** Of these, or of other manifolds, what the arguments ask for. */
const cases = (onlyManifolds === undefined ? allCases : onlyManifolds.split(';').map(named)).map(only);

function named(text: string): Case {
  const [spec = '', dimension] = text.split('@');
  return manifold(spec, Number(dimension));
}

function only(one: Case): Case {
  const wanted = onlyEstimators?.split(';');
  const keep = (all: readonly string[]): readonly string[] =>
    wanted === undefined ? all : all.filter((key) => wanted.includes(key));
  return { ...one, estimators: keep(one.estimators), slow: keep(one.slow) };
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

/** What the intervals of an estimator held over the samples of a manifold. */
interface Coverage {
  readonly manifold: Case;
  readonly key: string;
  readonly samples: number;
  readonly mean: number;
  readonly spread: number;
  readonly claimed: number;
  /** Of the method's own mean, and of the true dimension: 0 to 1. */
  readonly holdsMean: number;
  readonly holdsTruth: number;
}

function coverageOf(manifold: Case, key: string, all: readonly Seen[]): Coverage {
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (all.length - 1));
  const claimed = all.reduce((sum, { low, high }) => sum + (high - low) / (2 * 1.96), 0) / all.length;
  const holds = (target: number): number =>
    all.filter(({ low, high }) => low <= target && target <= high).length / all.length;
  return {
    ...{ manifold, key, samples: all.length, mean, spread, claimed },
    ...{ holdsMean: holds(mean), holdsTruth: holds(manifold.dimension) },
  };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** One line of the long table. */
function row({ manifold, key, samples, mean, spread, claimed, holdsMean, holdsTruth }: Coverage): string {
  const numbers = [
    mean.toFixed(2),
    spread.toFixed(3),
    claimed.toFixed(3),
    percent(holdsMean),
    percent(holdsTruth),
  ];
  return `| ${[manifold.name, manifold.dimension, `\`${key}\``, samples, ...numbers].join(' | ')} |`;
}

/** The short table: of every estimator, how often it holds mean and truth on every manifold. */
function summary(all: readonly Coverage[]): string[] {
  const manifolds = cases.filter(({ slow: more }) => more.length > 0);
  const keys = new Set(all.filter(({ manifold }) => manifolds.includes(manifold)).map(({ key }) => key));
  return [
    `| estimator | ${manifolds.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${manifolds.map(() => '---:').join(' | ')} |`,
    ...[...keys].map((key) => {
      const cells = manifolds.map((manifold) => {
        const found = all.find((each) => each.manifold === manifold && each.key === key);
        return found ? `${Math.round(100 * found.holdsMean)} / ${Math.round(100 * found.holdsTruth)}` : '–';
      });
      return `| \`${key}\` | ${cells.join(' | ')} |`;
    }),
  ];
}

async function main(): Promise<void> {
  const samples = Number(process.argv[2] ?? 100);
  const slowSamples = Number(process.argv[3] ?? 30);
  const coverages: Coverage[] = [];
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
      if (estimators.length === 0) break;
      const spec = intrinsicDimension.schema.parse({
        data: one.name,
        estimators,
        scale: false,
        decimation: false,
        seed,
      });
      const { result } = await intrinsicDimension.run(
        spec,
        contextFor(one.sample(Number(firstSeed) + seed), seed),
      );
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
    for (const [key, all] of seen) {
      const found = coverageOf(one, key, all);
      coverages.push(found);
      console.log(row(found));
    }
  }
  console.log(`\n${summary(coverages).join('\n')}`);
}

void main();
