import { isAbort, throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { nextDimensions } from '../../science/subspace/adaptiveSearch';
import type { SuccessCount } from '../../science/subspace/threshold';
import type { RunContext } from '../kind';
import type { TimeLeft } from '../run';
import { dimensionsOf, type CommandSpec } from './commandOptions';
import type { KeptRuns } from './keptRuns';
import { median } from '../kinds/subspaceSummary';
import { allBroken, runOneProgram, succeeds, type ProgramJob } from './oneProgram';
import { inOrder, nameOfRun, type ProgramOutcome } from './outcome';
import { inPool } from './pool';
import { settleTarget, type SettledTarget } from './programTarget';
import { seedOf, type Cell, type ProgramRun } from './sweep';

/** So many runs that break at the start, with none that does not, are enough to stop. */
const brokenAtStart = 3;

export interface AllRuns {
  /** In the order of cells, dimensions and indices. */
  readonly outcomes: readonly ProgramOutcome[];
  /** A cell's each; undefined where its runs in full space were cancelled before they told what the target is. */
  readonly targets: readonly (SettledTarget | undefined)[];
  /** Runs that were asked for: of a search, those it found worth doing. */
  readonly planned: number;
}

/**
 * Every run of a sweep: full space first, since a relative target is told by it, then all combinations once before any a
 * second time, or the rounds of a search. The same outcomes for any number of jobs. Cancelled, it gives what was done by
 * then, or rejects where that is nothing. Throws `program.failed` where all runs break.
 *
 * @param kept runs that are found here are not done again. @param onRun after every run, with all that is done.
 */
export async function runAll(
  job: ProgramJob,
  spec: CommandSpec,
  cells: readonly Cell[],
  context: Pick<RunContext, 'signal' | 'progress'>,
  kept: KeptRuns,
  onRun: (soFar: AllRuns) => void,
): Promise<AllRuns> {
  const sweep = new Sweep(job, spec, cells, context, kept, onRun);
  try {
    await sweep.run();
  } catch (error) {
    if (!isAbort(error) || sweep.isBroken) throw error;
  }
  return sweep.result();
}

/** The runs of one block while they are done. */
class Sweep {
  private readonly outcomes: ProgramOutcome[] = [];
  /** Runs in progress, each with how far it is, from 0 to 1. */
  private readonly going = new Map<ProgramRun, number>();
  private readonly dimensions: ReturnType<typeof dimensionsOf>;
  private readonly seeds: number;
  /** Runs that are asked for; of a search the most. */
  private readonly planned: number;
  private targets: (SettledTarget | undefined)[];
  private isComplete = false;

  constructor(
    private readonly job: ProgramJob,
    private readonly spec: CommandSpec,
    private readonly cells: readonly Cell[],
    private readonly context: Pick<RunContext, 'signal' | 'progress'>,
    private readonly kept: KeptRuns,
    private readonly onRun: (soFar: AllRuns) => void,
  ) {
    this.dimensions = dimensionsOf(spec);
    this.seeds = typeof spec.seeds === 'number' ? spec.seeds : spec.seeds.length;
    const inSubspaces = this.dimensions === 'auto' ? spec.runs : (this.dimensions?.length ?? 1) * this.seeds;
    this.planned = (spec.full + inSubspaces) * cells.length;
    this.targets = cells.map(() => settleTarget(job.target, undefined));
  }

  /** Whether no run has told anything. */
  get isBroken(): boolean {
    return this.outcomes.every(({ broken }) => broken !== undefined);
  }

  async run(): Promise<void> {
    const { cells } = this;
    this.tell(`starting ${cells.length === 1 ? 'the runs' : `the runs of ${cells.length} combinations`}`);
    const full = Array.from({ length: this.spec.full }, (_, index) => ({ dimension: null, index }));
    await this.runThem(eachCell(cells, full));
    this.settle();
    if (this.dimensions === 'auto') await this.search();
    else {
      const places = this.dimensions?.toReversed() ?? [undefined];
      const once = Array.from({ length: this.seeds }, (_, index) =>
        places.map((dimension) => ({ dimension, index })),
      ).flat();
      await this.runThem(eachCell(cells, once));
    }
    this.isComplete = true;
  }

  result(): AllRuns {
    const { outcomes, targets, planned } = this;
    return { outcomes: inOrder(outcomes), targets, planned: this.isComplete ? outcomes.length : planned };
  }

  /** What the targets are, now that full space has told, and which of its runs reach them. */
  private settle(): void {
    const { outcomes, job } = this;
    this.targets = this.cells.map(({ name }, cell) => {
      const full = outcomes.flatMap((outcome) => (outcome.cell === cell ? (outcome.score ?? []) : []));
      const target = settleTarget(job.target, median(full));
      if (target === undefined) throw noFullScore(job, name);
      return target;
    });
    outcomes.forEach((outcome, i) => (outcomes[i] = judged(outcome, this.targets[outcome.cell])));
  }

  private async search(): Promise<void> {
    const { spec, cells } = this;
    const left = cells.map(() => spec.runs);
    for (;;) {
      const round = cells.flatMap((_, cell) => {
        const found = nextRound(this.outcomes, cell, spec.most, left[cell] ?? 0);
        left[cell] = (left[cell] ?? 0) - found.length;
        return found;
      });
      if (round.length === 0) return;
      await this.runThem(round);
    }
  }

  private async runThem(runs: readonly ProgramRun[]): Promise<void> {
    const { outcomes, planned, spec, context } = this;
    await inPool(
      runs,
      spec.jobs,
      context.signal,
      (run, signal) => this.one(run, signal),
      (outcome) => {
        outcomes.push(outcome);
        this.tell(`${outcomes.length} of ${planned} runs done`);
        this.onRun({ outcomes: inOrder(outcomes), targets: this.targets, planned });
        if (outcomes.length >= Math.min(brokenAtStart, planned) && this.isBroken) throw allBroken(outcomes);
      },
    );
    throwIfAborted(context.signal);
  }

  /** Runs the program once, unless that was done before. */
  private async one(run: ProgramRun, signal: AbortSignal): Promise<ProgramOutcome> {
    const { spec, going, kept } = this;
    const cell = this.cells[run.cell];
    const name = nameOfRun(run, cell?.name ?? '');
    const seed = seedOf(run, spec.seed, typeof spec.seeds === 'number' ? undefined : spec.seeds);
    const parameters = {
      ...spec.parameters,
      ...Object.fromEntries(cell?.parameters ?? []),
      ...(run.dimension === undefined ? {} : { d: run.dimension }),
      seed,
    };
    const before = kept.find(parameters);
    if (before !== undefined) {
      const earlier = { ...run, seed, parameters, ...before, succeeded: undefined, broken: undefined };
      return judged(earlier, this.targets[run.cell]);
    }
    going.set(run, 0);
    try {
      const outcome = await runOneProgram(this.job, { ...run, seed, parameters }, this.targets[run.cell], {
        name,
        signal,
        onProgress: (fraction, message) => {
          going.set(run, fraction);
          const said = message === undefined ? '' : `: ${message}`;
          this.tell(`${this.outcomes.length} of ${this.planned} runs done; ${name}${said}`);
        },
      });
      kept.keep(outcome);
      return outcome;
    } finally {
      going.delete(run);
    }
  }

  private tell(message: string): void {
    const partly = [...this.going.values()].reduce((sum, fraction) => sum + fraction, 0);
    const fraction = Math.min(1, (this.outcomes.length + partly) / this.planned);
    this.context.progress(fraction, message, this.timeLeft(partly));
  }

  private timeLeft(partly: number): TimeLeft | undefined {
    const { outcomes, planned, spec } = this;
    const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0) / outcomes.length;
    if (!Number.isFinite(seconds)) return undefined;
    const left = Math.max(0, planned - outcomes.length - partly) / spec.jobs;
    return { ms: 1000 * seconds * left, atMost: this.dimensions === 'auto' };
  }
}

/** A search's next runs of one cell: further ones of their dimensions. Broken runs tell nothing of success. */
function nextRound(
  outcomes: readonly ProgramOutcome[],
  cell: number,
  most: number,
  room: number,
): ProgramRun[] {
  const own = outcomes.filter((outcome) => outcome.cell === cell && typeof outcome.dimension === 'number');
  const done = new Map<number, number>();
  for (const { dimension } of own) done.set(dimension ?? 0, (done.get(dimension ?? 0) ?? 0) + 1);
  return nextDimensions(successCounts(own), most, room).map((dimension) => {
    const index = done.get(dimension) ?? 0;
    done.set(dimension, index + 1);
    return { cell, dimension, index };
  });
}

/** Runs and successes of each dimension, ascending, of the runs that did not break. */
export function successCounts(outcomes: readonly ProgramOutcome[]): readonly SuccessCount[] {
  const counts = new Map<number, { runs: number; successes: number }>();
  for (const { dimension, succeeded } of outcomes) {
    if (typeof dimension !== 'number' || succeeded === undefined) continue;
    const { runs, successes } = counts.get(dimension) ?? { runs: 0, successes: 0 };
    counts.set(dimension, { runs: runs + 1, successes: successes + (succeeded ? 1 : 0) });
  }
  return [...counts].sort(([a], [b]) => a - b).map(([dimension, count]) => ({ dimension, ...count }));
}

/** In an order that has seen all cells before any run is repeated. */
function eachCell(cells: readonly Cell[], runs: readonly Omit<ProgramRun, 'cell'>[]): readonly ProgramRun[] {
  return runs.flatMap((run) => cells.map((_, cell) => ({ ...run, cell })));
}

/** What a full run is worth once all of them have told what the target is. */
function judged(outcome: ProgramOutcome, target: SettledTarget | undefined): ProgramOutcome {
  return outcome.broken === undefined && target !== undefined
    ? { ...outcome, succeeded: succeeds(target, outcome.score) }
    : outcome;
}

function noFullScore({ target }: ProgramJob, cellName: string): CodedError {
  const where = cellName === '' ? '' : ` and ${cellName}`;
  return new CodedError(
    'program.failed',
    `The target is relative to full training, and no run with d: null${where} has a finite ${target.metric}.`,
    { remedy: 'See what the program does where d is null, or give the target as a number.' },
  );
}
