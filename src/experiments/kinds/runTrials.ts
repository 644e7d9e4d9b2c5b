import { isAbort } from '../../base/abort';
import { trialsOnCallingThread, type TrialJob, type TrialOutcome } from '../../science/networkStudies/trials';
import type { RunContext } from '../kind';
import type { Stages } from './stages';

type Named<Name extends TrialOutcome['study']> = Extract<TrialOutcome, { study: Name }>;

export interface DoneTrials<Outcome> {
  /** In the order of their numbers, whichever ended first. */
  readonly outcomes: readonly Outcome[];
  /** What computed, for people. */
  readonly backend: string;
  /** What a reader must know of them: that they were cancelled, that some diverged. */
  readonly warnings: readonly string[];
}

/** Does a study's trials on all threads. Cancelled, it gives those done by then, or rejects where there are none. */
export async function runTrials<Name extends TrialOutcome['study']>(
  job: TrialJob & { readonly study: { readonly name: Name } },
  count: number,
  title: string,
  stages: Stages,
  context: RunContext,
): Promise<DoneTrials<Named<Name>>> {
  const backend = context.trials ?? trialsOnCallingThread();
  const outcomes: Named<Name>[] = [];
  const isOwn = (outcome: TrialOutcome): outcome is Named<Name> => outcome.study === job.study.name;
  stages.plan(1);
  try {
    await stages.run(title, 1, ({ onProgress, signal, breathe }) =>
      backend.run(
        job,
        count,
        (outcome) => {
          if (isOwn(outcome)) outcomes.push(outcome);
        },
        {
          signal,
          breathe,
          onProgress: (fraction) => onProgress(fraction, `${title}: ${outcomes.length} of ${count} done`),
        },
      ),
    );
  } catch (error) {
    if (!isAbort(error) || outcomes.length === 0) throw error;
  }
  outcomes.sort((a, b) => a.trial - b.trial);
  const cut = outcomes.length < count;
  const warnings = cut ? [`Cancelled after ${outcomes.length} of ${count}: these are what was done.`] : [];
  return { outcomes, backend: backend.description, warnings };
}
