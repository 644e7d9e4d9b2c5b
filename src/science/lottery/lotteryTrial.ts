import { throwIfAborted } from '../../base/abort';
import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { NetworkSpec } from '../models/modelSpec';
import type { TrainingData } from '../models/networkObjective';
import { allWeights, parameterBlocks } from '../models/parameterBlocks';
import { finiteOrNull, finiteScore } from '../subspace/finiteScore';
import { absoluteTarget, better, isReached, measured, type Target } from '../subspace/target';
import { NetworkBench, type NetworkPlan } from '../subspace/trainNetwork';
import type { LotteryOutcome, Ticket, TicketKind } from './lotteryOutcome';
import { keptCounts, pruneSmallest, randomMask, withBiases, type PruneRule } from './pruning';

/** Tickets of one network, a trial a seed (Frankle and Carbin 2019, arXiv:1803.03635). */
export interface LotteryStudy {
  readonly name: 'lottery-ticket';
  readonly network: NetworkSpec;
  readonly plan: NetworkPlan;
  readonly seed: number;
  readonly rounds: number;
  readonly rule: PruneRule;
  /** Epochs of the dense training to whose end tickets are wound back; 0 winds back to the initialisation. */
  readonly rewind: number;
  /** Beside the iterative tickets, which the others need. */
  readonly controls: readonly Exclude<TicketKind, 'dense' | 'iterative'>[];
  readonly target: Target;
}

interface Training {
  readonly end: Float32Array;
  readonly diverged: boolean;
  /** The target's score at the end of each epoch. */
  readonly scores: readonly number[];
  /** The mean loss of the batches of each epoch. */
  readonly losses: readonly number[];
}

/**
 * Trains the whole network, then prunes in rounds: the smallest weights go, the others are wound back and trained
 * again (the paper's "iterative pruning", with rewinding to the initialisation or, as Frankle et al. 2020,
 * arXiv:1912.05671, to an early epoch). Beside each ticket, with as many weights in every layer: those largest after
 * the first training (one-shot), the same mask with freshly drawn weights, a mask drawn at random.
 */
export async function lotteryTrial(
  study: LotteryStudy,
  data: TrainingData,
  trial: number,
  arena: Arena,
  hooks: WorkHooks,
): Promise<LotteryOutcome> {
  const { network, plan, rounds, rule, rewind, controls } = study;
  const bench = new NetworkBench(network, data, arena);
  const pacer = new Pacer(hooks);
  const blocks = parameterBlocks(network);
  const weights = allWeights(blocks);
  const rng = new Rng(study.seed).split(trial);
  const tickets: Ticket[] = [];
  const trainings = 1 + rounds * (1 + controls.length);

  const train = async (
    start: Float32Array,
    order: Rng,
    epochs: number,
    kept?: Int32Array,
    atEpoch?: (epoch: number) => void,
  ): Promise<Training> => {
    throwIfAborted(hooks.signal);
    const scores: number[] = [];
    const losses: number[] = [];
    let diverged = false;
    const end = await bench.train({ ...plan, epochs }, start, order, pacer, {
      kept: kept && withBiases(kept, blocks),
      atEpoch: (epoch, loss) => {
        scores.push(measured(study.target, bench.scoreNow(study.target.split)));
        losses.push(loss);
        atEpoch?.(epoch);
        diverged = !Number.isFinite(loss);
        return diverged;
      },
    });
    hooks.onProgress?.((tickets.length + 1) / trainings);
    return { end, diverged, scores, losses };
  };
  const note = (kind: TicketKind, round: number, kept: Int32Array, training: Training, before = 0): void => {
    const at = target === undefined ? -1 : training.scores.findIndex((score) => isReached(target, score));
    tickets.push({
      kind,
      round,
      share: kept.length / weights.length,
      reachedAt: at < 0 ? null : before + at + 1,
      diverged: training.diverged,
      curve: training.losses.map((loss, i) => ({
        loss: finiteOrNull(loss),
        score: finiteOrNull(training.scores[i] ?? NaN),
      })),
      train: finiteScore(bench.score(training.end, 'train')),
      test: finiteScore(bench.score(training.end, 'test')),
    });
  };

  const initial = bench.draw(rng.split(0));
  let start = initial;
  const dense = await train(initial, rng.split(1), plan.epochs, undefined, (epoch) => {
    if (epoch === rewind) start = bench.current();
  });
  const best = dense.scores.reduce((a, b) => better(study.target, a, b), NaN);
  const target = absoluteTarget(study.target, best);
  note('dense', 0, weights, dense);

  let kept = weights;
  let { end } = dense;
  for (let round = 1; round <= rounds; round++) {
    const counts = keptCounts(blocks, rule, round);
    const streams = rng.split(1 + round);
    kept = pruneSmallest(end, kept, blocks, counts, rule.scope);
    const ticket = await train(start, streams.split(0), plan.epochs - rewind, kept);
    note('iterative', round, kept, ticket, rewind);
    ({ end } = ticket);
    if (controls.includes('one-shot')) {
      const mask = pruneSmallest(dense.end, weights, blocks, counts, rule.scope);
      const training = await train(start, streams.split(1), plan.epochs - rewind, mask);
      note('one-shot', round, mask, training, rewind);
    }
    if (controls.includes('reinitialised')) {
      const fresh = bench.draw(streams.split(2));
      note('reinitialised', round, kept, await train(fresh, streams.split(3), plan.epochs, kept));
    }
    if (controls.includes('random-mask')) {
      const mask = randomMask(kept, blocks, streams.split(4));
      const training = await train(start, streams.split(5), plan.epochs - rewind, mask);
      note('random-mask', round, mask, training, rewind);
    }
  }
  return { study: 'lottery-ticket', trial, tickets };
}
