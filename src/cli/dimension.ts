import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { machineNeighbours } from '../adapters/machineNeighbours';
import { allowRelaxedSimd } from '../adapters/relaxedSimd';
import { readNamedData } from '../adapters/namedData';
import { CodedError } from '../base/errors';
import type { BackendChoice } from '../compute/backendChoice';
import type { NeighbourBackend } from '../compute/neighbourTable';
import type { RunContext } from '../experiments/kind';
import { intrinsicDimension } from '../experiments/kinds/intrinsicDimension';
import type { DimensionResult } from '../experiments/result';
import { describeEstimator } from '../science/estimators/estimatorSpec';
import { estimators } from '../science/estimators/estimators';
import { backendOption } from './backendOption';
import { dimensionTable } from './dimensionTable';
import { ProgressLine, type Io } from './terminal';

interface Options {
  estimators?: string;
  label?: string;
  header: string;
  missing: string;
  seed: number;
  subsample?: number;
  threads: number;
  backend: BackendChoice;
  scale: boolean;
  decimation: boolean;
  classes: boolean;
  points?: string;
  json: boolean;
}

/** `marginalia dimension <data>`: the intrinsic dimension of a data file, without a note. */
export function registerDimensionCommand(program: Command, io: Io): void {
  program
    .command('dimension')
    .description('Estimate the intrinsic dimension of a data set, with 95 % intervals.')
    .argument('<data>', 'a file or folder, a point a row, or manifold:<name>')
    .option('--estimators <list>', 'such as twonn,mle(k=10,combine=mean),pca (default: twonn,mle,pca)')
    .option('--label <column>', 'a column that is no feature, by name or by index from 0')
    .option('--header <mode>', 'whether the first line names the columns: auto, true, false', 'auto')
    .option('--missing <policy>', 'rows with empty, NaN or infinite values: error, drop-rows', 'error')
    .option('--seed <number>', 'of the resampling behind the intervals', wholeNumber, 0)
    .option('--subsample <rows>', 'use only so many rows, drawn at random', wholeNumber)
    .option('--threads <number>', 'how many to use', wholeNumber, availableParallelism())
    .addOption(backendOption())
    .option('--no-scale', 'leave out the dimension at several scales')
    .option('--no-decimation', 'leave out the dimension of smaller parts of the points')
    .option('--no-classes', 'leave out the dimension of each class, where --label names it')
    .option('--points <file>', 'write every point’s own dimension to a CSV file')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `\nEstimators, each with its options and their defaults:\n${estimators.map((each) => `  ${describeEstimator(each)}`).join('\n')}\n` +
        '\nExamples:\n  marginalia dimension digits.csv --label class --estimators "twonn,mle(k=10)"\n  marginalia dimension "manifold:M1(n=2500,seed=0)"',
    )
    .action((data: string, options: Options) => runDimension(data, options, io));
}

async function runDimension(data: string, options: Options, io: Io): Promise<void> {
  const parsed = intrinsicDimension.schema.safeParse({
    data,
    ...(options.estimators === undefined ? {} : { estimators: options.estimators }),
    ...(options.label === undefined ? {} : { label: options.label }),
    header: options.header === 'auto' ? 'auto' : readBoolean(options.header),
    missing: options.missing,
    seed: options.seed,
    ...(options.subsample === undefined ? {} : { subsample: options.subsample }),
    scale: options.scale,
    ...(options.decimation ? {} : { decimation: false }),
    ...(options.classes ? {} : { classes: false }),
  });
  if (!parsed.success) {
    const message = parsed.error.issues
      .map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
      .join('\n');
    throw new CodedError('usage', message);
  }
  const progress = new ProgressLine(io);
  allowRelaxedSimd();
  const neighbours = machineNeighbours(__dirname, options.threads, options.backend);
  try {
    const { seed } = parsed.data;
    const { result, backend, tables } = await intrinsicDimension.run(
      parsed.data,
      context(seed, options, neighbours, io, progress),
    );
    progress.clear();
    if (options.points !== undefined) await writePoints(options.points, tables?.get('points'));
    io.stdout(
      options.json
        ? `${JSON.stringify(toJson(result, seed, backend), null, 2)}\n`
        : `${dimensionTable(result)}\nseed ${seed}, ${backend}\n`,
    );
  } finally {
    progress.clear();
    await neighbours.close?.();
  }
}

function context(
  seed: number,
  options: Options,
  neighbours: NeighbourBackend,
  io: Io,
  progress: ProgressLine,
): RunContext {
  return {
    signal: io.signal,
    seed,
    threads: options.threads,
    neighbours,
    progress: (fraction, message) => progress.show(fraction, message),
    warn: () => {},
    breathe: () => setImmediate(),
    readData: async (name, readOptions, onProgress) => {
      const locate = (path: string): string => resolve(path);
      return (await readNamedData(name, locate, readOptions, { signal: io.signal, onProgress })).data;
    },
  };
}

async function writePoints(path: string, table: string | undefined): Promise<void> {
  if (table === undefined) {
    throw new CodedError('usage', 'None of these estimators gives every point a dimension.', {
      remedy: 'Add one that does, such as mle, to --estimators.',
    });
  }
  await writeFile(resolve(path), table);
}

function toJson({ kind: _, data, ...found }: DimensionResult, seed: number, backend: string): unknown {
  return { data, seed, backend, ...found };
}

function readBoolean(text: string): boolean | string {
  return text === 'true' ? true : text === 'false' ? false : text;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
