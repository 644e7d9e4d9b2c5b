import { z } from 'zod';
import type { WorkHooks } from '../compute/work';
import type { Keeping, Reused } from '../experiments/kept';
import { specHash } from '../experiments/specHash';
import {
  trialOutcomeSchema,
  type TrialBackend,
  type TrialJob,
  type TrialOutcome,
} from '../science/networkStudies/trials';
import { trainingDataHash } from './trainingDataHash';

const pieceSchema = z.object({ trial: z.string(), outcome: trialOutcomeSchema });

interface Known {
  readonly outcome: TrialOutcome;
  readonly from: string | undefined;
}

/** Does no trial twice: each is kept as soon as it is done, under a hash of all that its outcome depends on. */
export class KeepingTrials implements TrialBackend {
  private found: Promise<{ keeping: Keeping; known: Map<string, Known> }> | undefined;
  /** Trials taken from other runs, by the run. */
  private readonly taken = new Map<string, Set<string>>();

  /** @param open the run's pieces, on the basis of the arithmetic; asked for once, before the first trial. */
  constructor(
    private readonly trials: TrialBackend,
    private readonly open: (basis: unknown) => Promise<Keeping>,
  ) {}

  get description(): string {
    return this.trials.description;
  }

  get arithmetic(): string {
    return this.trials.arithmetic;
  }

  async run(
    job: TrialJob,
    trials: readonly number[],
    onOutcome: (outcome: TrialOutcome) => void,
    hooks: WorkHooks,
  ): Promise<void> {
    const { keeping, known } = await (this.found ??= this.read());
    const name = namer(job);
    const rest = trials.filter((trial) => {
      const hit = known.get(name(trial));
      if (hit === undefined) return true;
      if (hit.from !== undefined)
        this.taken.set(hit.from, (this.taken.get(hit.from) ?? new Set()).add(name(trial)));
      // Its number may be another in the run that did it.
      onOutcome({ ...hit.outcome, trial });
      return false;
    });
    if (rest.length === 0) return;
    const share = rest.length / trials.length;
    const onProgress = (fraction: number): void => hooks.onProgress?.(1 - share + share * fraction);
    const keep = (outcome: TrialOutcome): void => {
      const trial = name(outcome.trial);
      known.set(trial, { outcome, from: undefined });
      keeping.keep({ trial, outcome } satisfies z.infer<typeof pieceSchema>);
      onOutcome(outcome);
    };
    await this.trials.run(job, rest, keep, { ...hooks, onProgress });
  }

  /** What was taken from other runs, and which. */
  reused(): readonly Reused[] {
    return [...this.taken].map(([runId, { size }]) => ({
      runId,
      pieces: size,
      what: `${size} trial${size === 1 ? '' : 's'}`,
    }));
  }

  private async read(): Promise<{ keeping: Keeping; known: Map<string, Known> }> {
    const keeping = await this.open({ arithmetic: this.trials.arithmetic });
    const pieces = keeping.earlier.flatMap(({ value, from }) => {
      const piece = pieceSchema.safeParse(value);
      return piece.success ? [[piece.data.trial, { outcome: piece.data.outcome, from }] as const] : [];
    });
    return { keeping, known: new Map(pieces) };
  }
}

/** Names for the trials of a job: of a list of cells, by the cell, so that a longer list shares its trials. */
function namer({ study, data }: TrialJob): (trial: number) => string {
  const hash = trainingDataHash(data);
  if (study.name !== 'fisher-rao') {
    const job = specHash('trials', { study, data: hash });
    return (trial) => specHash('trial', { job, trial });
  }
  const { cells, ...rest } = study;
  const job = specHash('trials', { study: rest, data: hash });
  return (trial) => specHash('trial', { job, cell: cells[trial] });
}
