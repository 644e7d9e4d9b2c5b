import { Rng } from '../../base/rng';
import { CodedError } from '../../base/errors';
import { gaussNewtonRankBounds } from '../../science/bounds/gaussNewtonRank';
import { networkCurvature } from '../../science/bounds/networkCurvature';
import {
  leadingBlock,
  numericalRank,
  rankWithBias,
  type NumericalRank,
} from '../../science/bounds/numericalRank';
import type { DataMatrix } from '../../science/datasets/dataSet';
import { DoubleNetwork } from '../../science/models/doubleNetwork';
import type { NetworkSpec } from '../../science/models/modelSpec';
import type { TrainingData } from '../../science/models/networkObjective';
import type { WorkHooks } from '../../science/neighbours';
import type { ReplicaBackend, NativeJob } from '../../science/subspace/replicaBackend';
import { parseSchedule } from '../../science/subspace/schedule';
import { parseTarget } from '../../science/subspace/target';
import { networkCase, type NetworkCase } from './networkCase';
import type { RankBoundSpec, RankModel, RankPoint } from './rankBoundOptions';
import { mostDimensions } from './subspaceLimits';
import { planOf } from './trainingTask';
import type { Result } from '../../base/result';

/** One data set of a study. */
export interface RankInput {
  readonly point: RankPoint;
  readonly matrix: DataMatrix;
  readonly classes: number;
  readonly data: TrainingData;
}

/** One model on one data set: what was measured, and what linear algebra says it cannot exceed. */
export interface RankCase {
  readonly point: RankPoint;
  readonly model: RankModel;
  readonly parameters: number;
  /** Of the training rows with a column of ones. */
  readonly dataRank: number;
  /** Of the Gauss–Newton matrix, at the initialisation. */
  readonly rank: NumericalRank;
  /** No rank of it is greater, and no threshold need be. */
  readonly cap: number;
  /** Of the block of the first layer, of an mlp. */
  readonly firstLayer: NumericalRank | undefined;
  readonly firstLayerCap: number;
  readonly found: NetworkCase;
}

const perGroup = 8;
/** Ranks beyond take minutes to count: there are as many at least. */
const mostRank = 1500;
/** Larger models make a list of eigenvalues, one a parameter, and a basis of so many steps unwieldy. */
const mostParameters = 20_000;
/** Apart from the streams that trainings draw from. */
const curvatureStream = 0xffff_fffd;

/** @param threads that may hold a projection each. @param onRun hears of every run in a subspace. */
export async function rankCase(
  spec: RankBoundSpec,
  model: RankModel,
  input: RankInput,
  threads: number,
  trainer: ReplicaBackend,
  hooks: WorkHooks,
  onRun: () => void,
): Promise<RankCase> {
  const { data, classes, point } = input;
  const network = networkOf(spec, model, data.columns, classes);
  const target = demand(parseTarget(spec.target));
  const schedule = demand(parseSchedule(spec.schedule));
  const plan = planOf({ ...spec, method: 'random', burnIn: 1 }, target, schedule);
  const job: NativeJob = { network, data, plan };
  const float64 = new DoubleNetwork(network, data, data.train);
  const { parameters } = float64;
  if (parameters > mostParameters) {
    throw new CodedError(
      'data.too-large',
      `${network.name} has ${parameters} parameters: at most ${mostParameters} can be looked at.`,
      { remedy: 'Set fewer `hidden` units, or name data of fewer features.' },
    );
  }
  const rng = new Rng(spec.seed).split(curvatureStream);
  const limits = { ...spec, method: 'random' } as const;
  const { dimension: most } = mostDimensions(limits, network, data, threads);
  const found = await networkCase(
    job,
    0,
    [target],
    {
      ...{ most, runs: spec.runs, curvature: ['gauss-newton'], probes: spec.probes, confidence: 0.95, rng },
      ...{ steps: Math.min(spec.lanczos, parameters), top: Math.min(10, spec.lanczos) },
      samples: Math.max(2, Math.ceil(spec.samples / perGroup)),
    },
    trainer,
    { signal: hooks.signal, breathe: hooks.breathe, onProgress: (share) => hooks.onProgress?.(0.8 * share) },
    onRun,
  );

  const inner = { signal: hooks.signal, breathe: hooks.breathe };
  const dataRank = await rankWithBias(trainingRows(data), inner);
  const bounds = gaussNewtonRankBounds(dataRank, data.train.length, classes);
  const own = model === 'linear' ? bounds.linearSoftmax : bounds.hiddenLayer(spec.hidden);
  const cap = Math.min(parameters, bounds.anyNetwork, own);
  const start = Float64Array.from(found.trained.start);
  const operator = networkCurvature(float64, start, 'gauss-newton');
  const { tolerance } = spec;
  // One beyond the bound, so that a rank that broke it would be seen.
  const look = (cap: number): Parameters<typeof numericalRank>[1] => ({
    ...{ most: Math.min(cap + 1, mostRank), tolerance, rng: rng.split(2), hooks: inner },
  });
  const rank = await numericalRank(operator, look(cap));
  hooks.onProgress?.(0.9);
  const firstLayerCap = bounds.firstLayer(spec.hidden);
  const block = leadingBlock(operator, (data.columns + 1) * spec.hidden);
  const firstLayer = model === 'mlp' ? await numericalRank(block, look(firstLayerCap)) : undefined;
  return { point, model, parameters, dataRank, rank, cap, firstLayer, firstLayerCap, found };
}

function networkOf(
  { hidden, activation }: RankBoundSpec,
  model: RankModel,
  features: number,
  classes: number,
): NetworkSpec {
  if (model === 'linear') {
    const widths = [features, classes];
    return { name: `linear(${widths.join('-')})`, widths, activation: 'identity' };
  }
  const widths = [features, hidden, classes];
  return { name: `mlp(${widths.join('-')}, ${activation})`, widths, activation };
}

/** As the model sees them. */
function trainingRows({ columns, features, train }: TrainingData): DataMatrix {
  const values = new Float64Array(train.length * columns);
  train.forEach((row, n) => values.set(features.subarray(row * columns, (row + 1) * columns), n * columns));
  return { rows: train.length, columns, values };
}

/** What the schema has let through parses. */
function demand<T>(result: Result<T, string>): T {
  if (result.ok) return result.value;
  throw new CodedError('experiment.invalid', result.error);
}
