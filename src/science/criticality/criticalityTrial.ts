import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { NetworkSpec } from '../models/modelSpec';
import type { TrainingData } from '../models/networkObjective';
import { parameterBlocks, type ParameterBlock } from '../models/parameterBlocks';
import { finiteOrNull, finiteScore } from '../subspace/finiteScore';
import { NetworkBench, type NetworkPlan } from '../subspace/trainNetwork';
import type { BothScores, CriticalityOutcome } from './criticalityOutcome';

/** Which layers a trained network cannot do without, a trial a seed (Zhang, Bengio and Singer 2019, arXiv:1902.01996). */
export interface CriticalityStudy {
  readonly name: 'layer-criticality';
  readonly network: NetworkSpec;
  readonly plan: NetworkPlan;
  readonly seed: number;
  /** Epochs whose ends layers are put back to, ascending; the initialisation, 0, is always tried. */
  readonly checkpoints: readonly number[];
  /** How often each layer is drawn anew. */
  readonly draws: number;
}

/**
 * Trains a network and, layer by layer, puts that layer's weights and biases back to what they were at the end of an
 * epoch τ (the paper's re-initialisation robustness at checkpoint τ; τ = 0 is the initialisation) or draws them anew
 * from the law of the initialisation (re-randomisation robustness), all others as trained.
 */
export async function criticalityTrial(
  study: CriticalityStudy,
  data: TrainingData,
  trial: number,
  arena: Arena,
  hooks: WorkHooks,
): Promise<CriticalityOutcome> {
  const { plan } = study;
  const bench = new NetworkBench(study.network, data, arena);
  const pacer = new Pacer(hooks);
  const rng = new Rng(study.seed).split(trial);
  const initial = bench.draw(rng.split(0));
  const stages: { epoch: number; theta: Float32Array }[] = [{ epoch: 0, theta: initial }];
  const blocks = parameterBlocks(study.network);
  const scorings = 2 + blocks.length * (1 + study.checkpoints.length + study.draws);
  // A training step costs three times a forward pass.
  const total = 3 * plan.epochs + scorings;
  let diverged = false;
  const losses: (number | null)[] = [];
  const end = await bench.train(plan, initial, rng.split(1), pacer, {
    atEpoch: (epoch, loss) => {
      if (study.checkpoints.includes(epoch)) stages.push({ epoch, theta: bench.current() });
      hooks.onProgress?.((3 * epoch) / total);
      losses.push(finiteOrNull(loss));
      diverged = !Number.isFinite(loss);
      return diverged;
    },
  });

  let scored = 0;
  const score = async (theta: Float32Array): Promise<BothScores> => {
    await pacer.did(2 * data.rows * bench.parameters);
    hooks.onProgress?.((3 * plan.epochs + ++scored) / total);
    return { train: finiteScore(bench.score(theta, 'train')), test: finiteScore(bench.score(theta, 'test')) };
  };
  const fresh = Array.from({ length: study.draws }, (_, draw) => bench.draw(rng.split(2).split(draw)));
  const layers: CriticalityOutcome['layers'] = [];
  for (const block of blocks) {
    const restored: CriticalityOutcome['layers'][number]['restored'] = [];
    for (const { epoch, theta } of stages)
      restored.push({ epoch, ...(await score(withLayerOf(end, theta, block))) });
    const redrawn: BothScores[] = [];
    for (const theta of fresh) redrawn.push(await score(withLayerOf(end, theta, block)));
    layers.push({
      name: block.name,
      parameters: block.weights[1] - block.weights[0] + block.biases[1] - block.biases[0],
      distance: finiteOrNull(relativeDistance(end, initial, block)),
      restored,
      redrawn,
    });
  }
  return {
    study: 'layer-criticality',
    trial,
    diverged,
    losses,
    whole: await score(end),
    initial: await score(initial),
    layers,
  };
}

/** A network whose parameters are those of `end`, but for one layer, which is that of `other`. */
export function withLayerOf(
  end: Float32Array,
  other: Float32Array,
  { weights, biases }: ParameterBlock,
): Float32Array {
  const mixed = end.slice();
  for (const [from, to] of [weights, biases]) mixed.set(other.subarray(from, to), from);
  return mixed;
}

function relativeDistance(a: Float32Array, b: Float32Array, { weights, biases }: ParameterBlock): number {
  let away = 0;
  let size = 0;
  for (const [from, to] of [weights, biases]) {
    for (let k = from; k < to; k++) {
      away += ((a[k] as number) - (b[k] as number)) ** 2;
      size += (b[k] as number) ** 2;
    }
  }
  return Math.sqrt(away / size);
}
