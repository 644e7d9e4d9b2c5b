import type { Score } from '../models/objective';
import { finiteOrNull, finiteScore } from './finiteScore';
import type { ReplicaOutcome } from './outcome';
import { better, isReached, measured, type AbsoluteTarget, type Target } from './target';

const mostCurvePoints = 100;

/** What is kept of a replica while it is trained, on whatever it is. */
export class ReplicaRecord {
  private readonly curve: ReplicaOutcome['curve'] = [];
  private best = NaN;
  private reachedAt: number | null = null;
  private diverged = false;

  constructor(
    private readonly plan: { readonly target: Target; readonly epochs: number },
    private readonly replica: {
      readonly dimension: number | undefined;
      readonly index: number;
      readonly target: AbsoluteTarget | undefined;
    },
  ) {}

  /**
   * Hears of an epoch's end, from 1: the mean loss of its batches, and the scores of the rows that the target watches.
   * True where nothing more can come of it.
   */
  atEpoch(epoch: number, loss: number, watched: Score): boolean {
    const { plan, replica } = this;
    const score = measured(plan.target, watched);
    this.best = better(plan.target, this.best, score);
    if (this.reachedAt === null && replica.target && isReached(replica.target, score)) this.reachedAt = epoch;
    if (isKept(epoch, plan.epochs))
      this.curve.push({ epoch, loss: finiteOrNull(loss), score: finiteOrNull(score) });
    this.diverged = !Number.isFinite(loss);
    return this.diverged;
  }

  /** @param train @param test the scores at the end of training. */
  outcome(train: Score, test: Score): ReplicaOutcome {
    const { dimension, index } = this.replica;
    return {
      dimension: dimension ?? null,
      index,
      best: finiteOrNull(this.best),
      reachedAt: this.reachedAt,
      succeeded: this.reachedAt !== null,
      diverged: this.diverged,
      train: finiteScore(train),
      test: finiteScore(test),
      curve: this.curve,
    };
  }
}

/** A hundred points of a curve, its last among them, are as many as a figure shows. */
function isKept(epoch: number, epochs: number): boolean {
  return (epochs - epoch) % Math.ceil(epochs / mostCurvePoints) === 0;
}
