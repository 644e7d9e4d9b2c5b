/**
 * How often the intervals of `minimum-parameters` hold the truth on tasks with planted answers, with all that it does in
 * earnest: data drawn and split, networks trained, width and directions searched. The second table of
 * docs/minimum-parameters.md:
 *
 *   nice -n 19 npx tsx bench/minimumTasks.ts 100 300
 *
 * The arguments are the experiments a task, each with a seed of its own, and the runs at each size by which the truth is
 * known: so many at every width, or at every number of directions, whose shares of successes cross one half there.
 */
import { readNamedData } from '../src/adapters/namedData';
import type { RunContext } from '../src/experiments/kind';
import { minimumParameters } from '../src/experiments/kinds/minimumParameters';
import { subspaceTraining } from '../src/experiments/kinds/subspaceTraining';

interface Case {
  readonly data: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly field: 'width' | 'directions';
  /** Sizes among which the truth lies. */
  readonly sizes: readonly number[];
  /** What was planted. */
  readonly planted: number;
}

const cases: readonly Case[] = [
  {
    data: 'task:linear-teacher(features=12,rank=6,n=200)',
    options: { family: 'linear', target: 'train loss <= 1e-3', epochs: 120, rate: 0.1, fullRate: 0.02 },
    field: 'directions',
    sizes: [5, 6, 7, 8, 9],
    planted: 7,
  },
  {
    data: 'task:linear-teacher(features=24,rank=16,decay=1,n=200)',
    options: { family: 'linear', target: 'train loss <= 0.2', epochs: 120, rate: 0.1, fullRate: 0.02 },
    field: 'directions',
    sizes: [4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
    planted: 17,
  },
  {
    data: 'task:relu-teacher(features=3,width=2,n=400)',
    options: { target: 'loss <= 0.06', epochs: 40, fullRate: 0.03, family: 'mlp(in-{1..16}-out)' },
    field: 'width',
    sizes: [1, 2, 3, 4, 5, 6],
    planted: 2,
  },
  {
    data: 'task:relu-teacher(features=3,width=3,n=400)',
    options: { target: 'loss <= 0.04', epochs: 40, fullRate: 0.03, family: 'mlp(in-{1..16}-out)' },
    field: 'width',
    sizes: [2, 3, 4, 5, 6, 7, 8],
    planted: 3,
  },
];

function contextFor(seed: number): RunContext {
  return {
    signal: new AbortController().signal,
    seed,
    threads: 1,
    progress: () => undefined,
    warn: () => undefined,
    breathe: () => Promise.resolve(),
    readData: async (name, options) => (await readNamedData(name, (path) => path, options, {})).data,
  };
}

/** The share of runs that succeed at each size, over seeds, as they are split and drawn in an experiment. */
async function shares({ data, options, field, sizes }: Case, runs: number): Promise<number[]> {
  const found: number[] = [];
  const splits = 20;
  for (const size of sizes) {
    let successes = 0;
    for (let split = 0; split < splits; split++) {
      const { family, ...rest } = options;
      const network =
        field === 'width'
          ? String(family)
              .replace(/\{.*\}/, String(size))
              .replace('in', '3')
              .replace('out', '1')
          : 'linear';
      const spec = subspaceTraining.schema.parse({
        ...{ ...rest, data, model: network, task: 'regression', seed: 1000 + split },
        ...(field === 'width'
          ? { dimensions: [1], seeds: 1, full: runs / splits }
          : { dimensions: [size], seeds: runs / splits, full: 1 }),
      });
      const { result } = await subspaceTraining.run(spec, contextFor(0));
      if (result.kind !== 'subspace-training') throw new Error('another kind');
      const count = field === 'width' ? result.full : result.dimensions[0];
      successes += count?.successes ?? 0;
    }
    found.push(successes / runs);
  }
  return found;
}

/** Of a width, the first size with one half or more; of directions, where the line between two crosses one half. */
function truthOf({ field, sizes }: Case, found: readonly number[]): number {
  const i = found.findIndex((share) => share >= 0.5);
  const [size = NaN, share = NaN] = [sizes[i], found[i]];
  if (field === 'width' || i < 1) return size;
  const [before = NaN, shareBefore = NaN] = [sizes[i - 1], found[i - 1]];
  return before + ((0.5 - shareBefore) / (share - shareBefore)) * (size - before);
}

async function main(): Promise<void> {
  const experiments = Number(process.argv[2] ?? 100);
  const runs = 20 * Math.round(Number(process.argv[3] ?? 300) / 20);
  console.log(
    '| task | asked | planted | truth | holds it | too low | too high | two-sided | below what was planted |\n' +
      '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const one of cases) {
    const found = await shares(one, runs);
    const truth = truthOf(one, found);
    console.error(
      `${one.data}: ${one.sizes.map((size, i) => `${size}: ${found[i]?.toFixed(3)}`).join(', ')}`,
    );
    let [held, low, high, closed, impossible] = [0, 0, 0, 0, 0];
    for (let seed = 0; seed < experiments; seed++) {
      const spec = minimumParameters.schema.parse({ ...one.options, data: one.data, seed, runs: 60 });
      const { result } = await minimumParameters.run(spec, contextFor(seed));
      if (result.kind !== 'study') throw new Error('another kind');
      const value = result.values.find(({ field }) => field === one.field);
      const [from, to] = value?.interval ?? [0, Infinity];
      if (value?.interval) closed++;
      if (to < truth) low++;
      else if (from > truth) high++;
      else held++;
      if (one.field === 'width' && to < one.planted) impossible++;
    }
    const share = (count: number): string => `${((100 * count) / experiments).toFixed(0)} %`;
    console.log(
      `| ${[`\`${one.data}\``, one.field, one.planted, Number(truth.toFixed(2)), share(held), share(low), share(high), share(closed), share(impossible)].join(' | ')} |`,
    );
  }
}

void main();
