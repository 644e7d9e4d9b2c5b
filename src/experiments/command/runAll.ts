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
  const dimensions = dimensionsOf(spec);
  const seeds = typeof spec.seeds === 'number' ? spec.seeds : spec.seeds.length;
  const outcomes: ProgramOutcome[] = [];
  const going = new Map<ProgramRun, number>();
  const perCell = spec.full + (dimensions === 'auto' ? spec.runs : (dimensions?.length ?? 1) * seeds);
  const planned = perCell * cells.length;
  let targets = cells.map(() => settleTarget(job.target, undefined));

  const timeLeft = (partly: number): TimeLeft | undefined => {
    const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0) / outcomes.length;
    if (!Number.isFinite(seconds)) return undefined;
    const left = Math.max(0, planned - outcomes.length - partly) / spec.jobs;
    return { ms: 1000 * seconds * left, atMost: dimensions === 'auto' };
  };
  const tell = (message: string): void => {
    const partly = [...going.values()].reduce((sum, fraction) => sum + fraction, 0);
    context.progress(Math.min(1, (outcomes.length + partly) / planned), message, timeLeft(partly));
  };
  const one = async (run: ProgramRun, signal: AbortSignal): Promise<ProgramOutcome> => {
    const cell = cells[run.cell];
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
      return judged(earlier, targets[run.cell]);
    }
    going.set(run, 0);
    try {
      const outcome = await runOneProgram(job, { ...run, seed, parameters }, targets[run.cell], {
        name,
        signal,
        onProgress: (fraction, message) => {
          going.set(run, fraction);
          tell(
            `${outcomes.length} of ${planned} runs done; ${name}${message === undefined ? '' : `: ${message}`}`,
          );
        },
      });
      kept.keep(outcome);
      return outcome;
    } finally {
      going.delete(run);
    }
  };
  const runThem = async (runs: readonly ProgramRun[]): Promise<void> => {
    await inPool(runs, spec.jobs, context.signal, one, (outcome) => {
      outcomes.push(outcome);
      tell(`${outcomes.length} of ${planned} runs done`);
      onRun({ outcomes: inOrder(outcomes), targets, planned });
      const enough = outcomes.length >= Math.min(brokenAtStart, planned);
      if (enough && outcomes.every(({ broken }) => broken !== undefined)) throw allBroken(outcomes);
    });
    throwIfAborted(context.signal);
  };

  tell(`starting ${cells.length === 1 ? 'the runs' : `the runs of ${cells.length} combinations`}`);
  let complete = false;
  try {
    await runThem(
      eachCell(
        cells,
        Array.from({ length: spec.full }, (_, index) => ({ dimension: null, index })),
      ),
    );
    targets = cells.map(({ name }, cell) => {
      const full = outcomes.flatMap((outcome) => (outcome.cell === cell ? (outcome.score ?? []) : []));
      const target = settleTarget(job.target, median(full));
      if (target === undefined) throw noFullScore(job, name);
      return target;
    });
    outcomes.forEach((outcome, i) => (outcomes[i] = judged(outcome, targets[outcome.cell])));
    if (dimensions === 'auto') {
      const left = cells.map(() => spec.runs);
      for (;;) {
        const round = cells.flatMap((_, cell) => {
          const found = nextRound(outcomes, cell, spec.most, left[cell] ?? 0);
          left[cell] = (left[cell] ?? 0) - found.length;
          return found;
        });
        if (round.length === 0) break;
        await runThem(round);
      }
    } else {
      const places = dimensions?.toReversed() ?? [undefined];
      const once = Array.from({ length: seeds }, (_, index) =>
        places.map((dimension) => ({ dimension, index })),
      ).flat();
      await runThem(eachCell(cells, once));
    }
    complete = true;
  } catch (error) {
    if (!isAbort(error) || outcomes.every(({ broken }) => broken !== undefined)) throw error;
  }
  return { outcomes: inOrder(outcomes), targets, planned: complete ? outcomes.length : planned };
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
