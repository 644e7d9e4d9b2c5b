import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { NetworkSpec } from '../models/modelSpec';
import { layOut } from '../models/networkLayout';
import type { TrainingData } from '../models/networkObjective';
import { allWeights, parameterBlocks } from '../models/parameterBlocks';
import { finiteOrNull, finiteScore } from '../subspace/finiteScore';
import { NetworkBench, type NetworkPlan } from '../subspace/trainNetwork';
import { fisherRaoNorm } from './fisherRaoNorm';
import type { FisherRaoOutcome } from './fisherRaoOutcome';
import { noisyLabels } from './noisyLabels';
import { euclideanNorm, pathNorm, spectralNorm } from './weightNorms';

/** One network to train. */
export interface FisherRaoCell {
  readonly network: NetworkSpec;
  /** Share of the training labels that are drawn at random. */
  readonly noise: number;
  /** The seed's number, from 0. */
  readonly index: number;
}

/** Norms of networks beside how they generalise, a trial a network (Liang et al. 2019, arXiv:1711.01530). */
export interface FisherRaoStudy {
  readonly name: 'fisher-rao';
  readonly cells: readonly FisherRaoCell[];
  readonly plan: NetworkPlan;
  readonly seed: number;
  readonly classes: number;
  /** Without biases, and with ReLU, the norm is what the paper's theorem says. */
  readonly biases: boolean;
  /** Training rows that the Fisher–Rao norm is taken over, at most. */
  readonly rows: number;
}

/** Trains one network on labels of which a share is random, and takes its norms. */
export async function fisherRaoTrial(
  study: FisherRaoStudy,
  data: TrainingData,
  trial: number,
  arena: Arena,
  hooks: WorkHooks,
): Promise<FisherRaoOutcome> {
  const cell = study.cells[trial];
  if (cell === undefined || !(data.answers instanceof Int32Array))
    throw new RangeError(`there is no trial ${trial} of a classification`);
  const { network, noise, index } = cell;
  const { plan } = study;
  const rng = new Rng(study.seed).split(index);
  const labels = noisyLabels(data.answers, data.train, noise, study.classes, rng.split(0));
  const bench = new NetworkBench(network, { ...data, answers: labels }, arena);
  const pacer = new Pacer(hooks);
  let diverged = false;
  const losses: (number | null)[] = [];
  const theta = await bench.train(plan, bench.draw(rng.split(1)), rng.split(2), pacer, {
    kept: study.biases ? undefined : allWeights(parameterBlocks(network)),
    atEpoch: (epoch, loss) => {
      hooks.onProgress?.((0.9 * epoch) / plan.epochs);
      losses.push(finiteOrNull(loss));
      diverged = !Number.isFinite(loss);
      return diverged;
    },
  });
  const layout = layOut(network);
  const rows = data.train.subarray(0, study.rows);
  const fisherRao = await fisherRaoNorm(layout, theta, data, labels, rows, pacer);
  return {
    study: 'fisher-rao',
    trial,
    diverged,
    losses,
    train: finiteScore(bench.score(theta, 'train')),
    test: finiteScore(bench.score(theta, 'test')),
    norms: {
      'fisher-rao': finiteOrNull(fisherRao.empirical),
      'fisher-rao-model': finiteOrNull(fisherRao.model),
      path: finiteOrNull(pathNorm(layout, theta)),
      spectral: finiteOrNull(spectralNorm(layout, theta)),
      l2: finiteOrNull(euclideanNorm(theta)),
    },
    identityDeviation: finiteOrNull(fisherRao.identityDeviation),
  };
}
