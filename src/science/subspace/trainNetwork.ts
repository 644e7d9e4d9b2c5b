import type { Rng } from '../../base/rng';
import { Arena } from '../../compute/training/arena';
import { createTrainingKernels } from '../../compute/training/createKernels';
import type { Pacer } from '../../compute/work';
import type { NetworkSpec } from '../models/modelSpec';
import { NetworkObjective, type TrainingData } from '../models/networkObjective';
import type { Objective, Score } from '../models/objective';
import { descend, type DescentPlan } from './descend';
import { keptWeights } from './keptWeights';
import { fullSpace, takeParameters, type ParameterSpace } from './subspace';

/** How a network is trained in the space of its own parameters. */
export interface NetworkPlan extends DescentPlan {
  readonly rate: number;
}

/** What a training may be told beside its plan. */
export interface TrainOptions {
  /** The only parameters that are trained, ascending; all others are zero. All of them where it is left out. */
  readonly kept?: Int32Array | undefined;
  /** After every epoch, counted from 1, with the mean loss of its batches; true ends the training. */
  readonly atEpoch?: (epoch: number, loss: number) => boolean;
  /** After every step, counted from 1; true ends the training. */
  readonly atStep?: (step: number) => boolean;
}

/** A network with its data in kernels' memory, trained and scored as often as one likes. */
export class NetworkBench {
  private readonly objective: Objective;
  /** Where θ is during a training, and while it is scored. */
  private readonly scratch: ParameterSpace;

  /** @param arena of an earlier bench, which is void from then on: its memory is used again. */
  constructor(
    network: NetworkSpec,
    data: TrainingData,
    private readonly arena: Arena = newArena(),
  ) {
    arena.release(arena.kernels.free);
    this.objective = new NetworkObjective(network, data, arena);
    this.scratch = takeParameters(arena, this.objective.parameters);
  }

  /** D. */
  get parameters(): number {
    return this.objective.parameters;
  }

  /** θ₀, drawn by `rng`. */
  draw(rng: Rng): Float32Array {
    const start = new Float32Array(this.parameters);
    this.objective.initialise(start, rng);
    return start;
  }

  /** θ as it is now: of use while a training goes on. */
  current(): Float32Array {
    return this.arena.viewFloats(this.scratch.theta, this.objective.parameters).slice();
  }

  /** Of θ as it is now. */
  scoreNow(split: 'train' | 'test'): Score {
    return this.objective.evaluate(this.scratch.theta, this.objective[split]);
  }

  score(theta: Float32Array, split: 'train' | 'test'): Score {
    this.arena.viewFloats(this.scratch.theta, theta.length).set(theta);
    return this.scoreNow(split);
  }

  /** Trains from `start` and gives where that leads; the order of the batches is drawn by `rng`. */
  async train(
    plan: NetworkPlan,
    start: Float32Array,
    rng: Rng,
    pacer: Pacer,
    { kept, atEpoch, atStep }: TrainOptions = {},
  ): Promise<Float32Array> {
    const { arena, objective, scratch } = this;
    const { parameters } = objective;
    const mark = arena.mark;
    try {
      arena.viewFloats(scratch.base, parameters).set(start);
      const subspace = kept === undefined ? fullSpace(scratch) : keptWeights(arena, scratch, kept);
      arena.viewFloats(scratch.theta, parameters).set(arena.viewFloats(scratch.base, parameters));
      const events = {
        ...(atEpoch === undefined ? {} : { epoch: atEpoch }),
        ...(atStep === undefined ? {} : { step: atStep }),
      };
      await descend(objective, arena, scratch, subspace, plan, plan.rate, rng, events, pacer);
      return this.current();
    } finally {
      arena.release(mark);
    }
  }
}

/** Memory of its own for one bench after another. */
export function newArena(): Arena {
  const kernels = createTrainingKernels();
  return new Arena(kernels, kernels.free);
}
