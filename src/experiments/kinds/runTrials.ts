import { isAbort } from '../../base/abort';
import { trialsOnCallingThread, type TrialJob, type TrialOutcome } from '../../science/networkStudies/trials';
import type { OutcomeSoFar, RunContext } from '../kind';
import { withoutWarnings } from '../study';
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

/**
 * Does a study's trials on all threads. Cancelled, it gives those done by then, or rejects where there are none.
 * @param noun what a trial is, in the plural: `seeds`. @param soFar what there is of a result from those that are done.
 */
export async function runTrials<Name extends TrialOutcome['study']>(
  job: TrialJob & { readonly study: { readonly name: Name } },
  count: number,
  { title, noun }: { readonly title: string; readonly noun: string },
  stages: Stages,
  context: RunContext,
  soFar: (done: DoneTrials<Named<Name>>) => Omit<OutcomeSoFar, 'work' | 'backend'>,
): Promise<DoneTrials<Named<Name>>> {
  const backend = context.trials ?? trialsOnCallingThread();
  const outcomes: Named<Name>[] = [];
  const isOwn = (outcome: TrialOutcome): outcome is Named<Name> => outcome.study === job.study.name;
  const sorted = (): Named<Name>[] => outcomes.toSorted((a, b) => a.trial - b.trial);
  const show = (): void =>
    context.soFar?.(() => ({
      ...withoutWarnings(soFar({ outcomes: sorted(), backend: backend.description, warnings: [] })),
      backend: backend.description,
      work: { done: outcomes.length, planned: count, atMost: false, noun },
    }));
  stages.plan(1);
  try {
    await stages.run(title, 1, ({ onProgress, signal, breathe }) =>
      backend.run(
        job,
        Array.from({ length: count }, (_, trial) => trial),
        (outcome) => {
          if (!isOwn(outcome)) return;
          outcomes.push(outcome);
          show();
        },
        {
          signal,
          breathe,
          onProgress: (fraction) =>
            onProgress(fraction, `${title}: ${outcomes.length} of ${count} ${noun} done`),
        },
      ),
    );
  } catch (error) {
    if (!isAbort(error) || outcomes.length === 0) throw error;
  }
  const cut = outcomes.length < count;
  const warnings = cut
    ? [`Cancelled after ${outcomes.length} of ${count} ${noun}: these are what was done.`]
    : [];
  return { outcomes: sorted(), backend: backend.description, warnings };
}
