import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { searchSizes } from '../../science/minimum/thresholdSearch';
import { smallestWidth, type WidthAnswer, type WidthCount } from '../../science/minimum/widthAnswer';
import type { ModelFamily } from '../../science/models/modelFamily';
import { listedSizes, wholeNumbers } from '../../science/subspace/adaptiveSearch';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, TrainingJob } from '../../science/subspace/replicaBackend';
import { absoluteTarget, type AbsoluteTarget } from '../../science/subspace/target';
import type { Replica } from '../../science/subspace/trainReplica';
import type { RunContext } from '../kind';
import type { TimeLeft } from '../run';
import { DearestRuns } from './dearestRuns';
import { familyMembers, type Member } from './minimumMembers';
import type { MinimumSpec } from './minimumOptions';
import type { Stages } from './stages';
import { mostDimensions } from './subspaceLimits';
import { judge } from './subspaceRuns';
import { median, summarise } from './subspaceSummary';
import { trainingJob, type TrainingTask } from './trainingTask';

/** Of the whole, what is training. */
export const trainingShare = 0.9;
/** The share of the runs that the width may take; what it leaves over goes to the directions. */
const widthShare = 0.45;
/** The network whose directions are counted is so many times as wide as the smallest that suffices. */
const roomy = 2;

/** Why no more was done, or that more is being done. */
export type Ending = 'running' | 'complete' | 'minutes' | 'cancelled';

/** All that was trained. */
export interface MinimumRuns {
  /** In all of parameter space, by width, ascending. */
  readonly widths: readonly (WidthCount & {
    readonly best: readonly number[];
    readonly outcomes: readonly ReplicaOutcome[];
  })[];
  readonly answer: WidthAnswer;
  /** The network whose directions were counted; undefined where no width suffices, or none was left to find out. */
  readonly member: Member | undefined;
  /** How it is trained. */
  readonly job: TrainingJob | undefined;
  /** Of that network: in all of its parameters and in subspaces. */
  readonly outcomes: readonly ReplicaOutcome[];
  /** The score that counts as success; undefined where full training has not told it. */
  readonly value: number | undefined;
  readonly spent: number;
  readonly ending: Ending;
}

/**
 * First the widest network in all of its parameters, which tells what a relative target is and whether training succeeds
 * at all; then the width, between failures and successes; then the directions of one network that is wide enough.
 * Cancelled, it gives what was done by then, or rejects where that is nothing.
 * @param onRun hears of all that there is after every run.
 */
export async function minimumRuns(
  spec: MinimumSpec,
  family: ModelFamily,
  task: TrainingTask,
  trainer: ReplicaBackend,
  stages: Stages,
  context: RunContext,
  onRun: (soFar: MinimumRuns) => void,
): Promise<MinimumRuns> {
  const members = familyMembers(family, task, spec.data);
  const search = new Search(spec, members, task, trainer, stages, context, () => onRun(search.result()));
  try {
    await search.widest();
    await search.widths(Math.floor(spec.runs * widthShare));
    await search.directions();
    if (search.ending === 'running') search.ending = 'complete';
  } catch (error) {
    if (!isAbort(error) || search.spent === 0) throw error;
    search.ending = 'cancelled';
  }
  return search.result();
}

class Search {
  spent = 0;
  ending: Ending = 'running';
  private readonly outcomes = new Map<number, ReplicaOutcome[]>();
  private readonly jobs = new Map<number, TrainingJob>();
  private readonly startedAt: number;
  /** By the network, and whether it was trained in full. */
  private readonly timed = new DearestRuns();
  private absolute: AbsoluteTarget | undefined;
  private chosen: Member | undefined;

  constructor(
    private readonly spec: MinimumSpec,
    private readonly members: readonly Member[],
    private readonly task: TrainingTask,
    private readonly trainer: ReplicaBackend,
    private readonly stages: Stages,
    private readonly context: RunContext,
    private readonly onRun: () => void,
  ) {
    this.startedAt = this.now();
    this.absolute = absoluteTarget(task.target, undefined);
    // What is made of the runs takes a part of the time.
    stages.plan(spec.runs / trainingShare);
  }

  async widest(): Promise<void> {
    const widest = this.members.at(-1);
    if (widest === undefined) return;
    const { target } = this.task;
    await this.train(widest, repeat(undefined, this.spec.full), 'training the widest network');
    if (!target.relative) return;
    const scores = this.of(widest).flatMap(({ best }) => best ?? []);
    const reached = absoluteTarget(target, median(scores));
    if (reached === undefined) {
      throw new CodedError(
        'experiment.invalid',
        'The target is relative to full training, and no full run has a score.',
        {
          remedy: 'Set a smaller `fullRate`, or give the target as a number.',
        },
      );
    }
    this.absolute = reached;
    this.outcomes.set(
      widest.width,
      this.of(widest).map((outcome) => judge(outcome, reached)),
    );
  }

  async widths(runs: number): Promise<void> {
    if (this.members.length < 2 || this.stopsNow()) return;
    await searchSizes({
      sizes: listedSizes(this.members.map(({ width }) => width)),
      runs: runs - this.spent,
      // The widest alone would be taken for a search that has begun: its ladder is still to do.
      known: [],
      isEnough: () => {
        const { low, high } = this.answer();
        return low !== null && low === high;
      },
      round: async (sizes) => {
        for (const width of [...new Set(sizes)]) {
          const member = this.members.find((each) => each.width === width);
          if (member === undefined) continue;
          if (this.stopsNow()) return undefined;
          const count = sizes.filter((each) => each === width).length;
          await this.train(member, repeat(undefined, count), 'looking for the smallest width');
        }
        return this.counts().map(({ width, ...count }) => ({ ...count, dimension: width }));
      },
    });
  }

  async directions(): Promise<void> {
    const member = this.pick();
    if (member === undefined || this.stopsNow()) return;
    const missing = this.spec.full - this.full(member).length;
    if (missing > 0) await this.train(member, repeat(undefined, missing), 'training the network itself');
    if (!this.full(member).some(({ succeeded }) => succeeded)) return;
    this.chosen = member;
    const most = mostDimensions(this.spec, member.network, this.task.data.matrix, this.context.threads);
    const before = this.spent;
    await searchSizes({
      sizes: wholeNumbers(most.dimension),
      runs: this.spec.runs - before,
      known: [],
      round: async (sizes) => {
        if (this.stopsNow()) return undefined;
        await this.train(member, sizes, 'looking for the directions');
        return summarise(this.of(member)).dimensions;
      },
    });
  }

  result(): MinimumRuns {
    return {
      widths: this.counts(),
      answer: this.answer(),
      member: this.chosen,
      job: this.chosen && this.job(this.chosen),
      outcomes: this.chosen === undefined ? [] : this.of(this.chosen),
      value: this.absolute?.value,
      spent: this.spent,
      ending: this.ending,
    };
  }

  private answer(): WidthAnswer {
    return smallestWidth(this.counts(), this.members);
  }

  /** The network whose directions are worth counting: none where no width suffices. */
  private pick(): Member | undefined {
    const { spec, members } = this;
    const wanted = spec.width;
    if (wanted !== 'auto') {
      const member = members.find(({ width }) => width === wanted);
      if (member !== undefined) return member;
      throw new CodedError('experiment.invalid', `No network of the family has the width ${wanted}.`, {
        remedy: 'Take one of its widths, or leave `width` out.',
      });
    }
    const succeeding = this.counts().filter(({ runs, successes }) => 2 * successes > runs);
    const least = succeeding[0];
    if (least === undefined) return undefined;
    const { width, high } = this.answer();
    const from = Math.max(least.width, high ?? width ?? least.width);
    return members.find((member) => member.width >= roomy * from) ?? members.at(-1);
  }

  private counts(): MinimumRuns['widths'] {
    return this.members.flatMap((member) => {
      const runs = this.full(member);
      if (runs.length === 0) return [];
      return {
        width: member.width,
        parameters: member.parameters,
        runs: runs.length,
        successes: runs.filter(({ succeeded }) => succeeded).length,
        best: runs.flatMap(({ best }) => best ?? []),
        outcomes: runs,
      };
    });
  }

  private of({ width }: Member): readonly ReplicaOutcome[] {
    return this.outcomes.get(width) ?? [];
  }

  private full(member: Member): readonly ReplicaOutcome[] {
    return this.of(member).filter(({ dimension }) => dimension === null);
  }

  /** One run at each size; undefined is all of parameter space. Runs of a size are numbered on from those there are. */
  private async train(member: Member, sizes: readonly (number | undefined)[], title: string): Promise<void> {
    const { spec, trainer } = this;
    const done = [...this.of(member)];
    this.outcomes.set(member.width, done);
    const numbers = new Map<number | undefined, number>();
    const replicas = sizes.map((dimension): Replica => {
      const index =
        numbers.get(dimension) ?? done.filter((each) => each.dimension === (dimension ?? null)).length;
      numbers.set(dimension, index + 1);
      return { dimension, index, target: this.absolute };
    });
    await this.stages.run(title, replicas.length, ({ onProgress, signal, breathe }) => {
      let ended = 0;
      const say = (): string => `${title}: ${this.spent} of at most ${spec.runs} runs done`;
      onProgress(0, say(), this.left());
      return trainer.train(
        this.job(member),
        replicas,
        (outcome, _layers, ms) => {
          done.push(outcome);
          this.spent++;
          if (ms !== undefined) this.timed.add(`${member.width} ${outcome.dimension === null}`, ms);
          onProgress(++ended / replicas.length, say(), this.left());
          this.onRun();
        },
        { signal, breathe },
      );
    });
    // Threads end runs in any order; what follows must not depend on it.
    done.sort((a, b) => (a.dimension ?? Infinity) - (b.dimension ?? Infinity) || a.index - b.index);
  }

  /** Every width has a seed of its own: runs of two widths are not alike by sharing their draws. */
  private job(member: Member): TrainingJob {
    const known = this.jobs.get(member.width);
    if (known !== undefined) return known;
    const seed = new Rng(this.spec.seed).split(member.width).uint32();
    const job = trainingJob(member.network, this.task, { ...this.spec, seed });
    this.jobs.set(member.width, job);
    return job;
  }

  private left(): TimeLeft | undefined {
    const { runs, minutes } = this.spec;
    const most = minutes === undefined ? Infinity : minutes * 60_000 - (this.now() - this.startedAt);
    return this.timed.left(runs - this.spent, this.context.threads, most);
  }

  /** Whether the minutes are over. */
  private stopsNow(): boolean {
    const { minutes } = this.spec;
    if (minutes === undefined || this.now() - this.startedAt < minutes * 60_000) return false;
    this.ending = 'minutes';
    return true;
  }

  private now(): number {
    return this.context.clock?.now() ?? 0;
  }
}

function repeat<T>(value: T, times: number): T[] {
  return Array.from({ length: Math.max(0, times) }, () => value);
}
