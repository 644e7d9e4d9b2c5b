import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import {
  comparedAnswer,
  comparedSeries,
  comparedStudyRows,
  comparedTitle,
  type ComparedStudy,
} from '../../src/results/studyCompare';
import { comparedNames, comparedRows, comparedThresholds } from '../../src/results/subspaceCompare';
import { describeMoment } from '../shared/time';
import { head, type SectionView } from './sectionView';

/** @param chosen of studies, which series is drawn. @returns a run beside another of its experiment; undefined where none is asked for, or where they are no such runs. */
export function viewCompared(snapshot: ResultsSnapshot, chosen?: string): SectionView | undefined {
  const { compared, result, settings } = snapshot;
  const [mine, other] = [result?.result, compared?.result.result];
  if (mine?.kind === 'study' && other?.kind === 'study' && compared)
    return viewComparedStudy(
      { result: mine, settings },
      { result: other, settings: compared.settings },
      {
        when: describeMoment(compared.createdAt, 'minutes'),
        chosen,
      },
    );
  if (mine?.kind !== 'subspace-training' || other?.kind !== 'subspace-training' || !compared)
    return undefined;
  const when = describeMoment(compared.createdAt, 'minutes');
  return {
    id: 'compared',
    title: `Beside the run of ${when}`,
    what: 'comparison of two runs',
    lead: comparedThresholds(mine, other),
    problems: [],
    choices: [],
    chosen: compared.runId,
    compared: other,
    table: {
      caption: `What differs between this run and that of ${when}`,
      columns: [
        { title: 'What', ...head },
        ...comparedNames.map((title) => ({ title, kind: 'number' as const })),
      ],
      rows: comparedRows({ result: mine, settings }, { result: other, settings: compared.settings }).map(
        (cells) => ({ key: cells[0], cells }),
      ),
    },
  };
}

/** Two studies: one series of both, and what differs. */
function viewComparedStudy(
  mine: ComparedStudy,
  other: ComparedStudy,
  { when, chosen }: { readonly when: string; readonly chosen: string | undefined },
): SectionView | undefined {
  if (mine.result.experiment !== other.result.experiment) return undefined;
  const choices = comparedSeries(mine.result, other.result);
  return {
    id: 'compared',
    title: `Beside the run of ${when}`,
    what: 'comparison of two runs',
    lead: comparedAnswer(mine.result, other.result),
    problems: [],
    choices,
    choice: 'Series',
    choiceName: (name) => comparedTitle(mine.result, name),
    chosen: chosen !== undefined && choices.includes(chosen) ? chosen : choices[0],
    compared: other.result,
    table: {
      caption: `What differs between this run and that of ${when}`,
      columns: [
        { title: 'What', ...head },
        ...comparedNames.map((title) => ({ title, kind: 'number' as const })),
      ],
      rows: comparedStudyRows(mine, other).map((cells, i) => ({ key: `row:${i}`, cells })),
    },
  };
}

/** The runs that this one can be set beside: those of the experiment that have a result. */
export function comparable({
  history,
  runId,
  result,
}: ResultsSnapshot): readonly { runId: string; label: string }[] {
  if (result?.result.kind !== 'subspace-training' && result?.result.kind !== 'study') return [];
  return history.flatMap((run) =>
    run.runId === runId || run.summary === undefined
      ? []
      : [{ runId: run.runId, label: `${describeMoment(run.createdAt, 'minutes')} · ${run.summary}` }],
  );
}
