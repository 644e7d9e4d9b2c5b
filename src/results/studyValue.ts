import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { RunResult } from '../experiments/run';
import { studyWords, type StudyResult } from '../experiments/studyResult';
import type { ResultMarker } from '../notes/resultMarker';
import type { LiveValueError } from './liveValueError';
import { inlineText } from './markdownText';
import { formatStudyBlock, formatStudyTable } from './studyBlock';
import { studyValueText } from './studyText';

/** As `formatLiveValue`, of a study: the answer, one of its values, or its table. */
export function formatStudyValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  study: StudyResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  if (field === undefined && form === 'block') return ok(formatStudyBlock(study, run, notePath));
  if (field === 'answer') {
    return ok((form === 'block' ? study.answer : study.answer.slice(0, 1)).map(inlineText).join('\n'));
  }
  if (field === 'table') {
    if (form === 'block') return ok(formatStudyTable(study, run));
    return err({
      message: 'A table needs lines of its own.',
      remedy: 'Put both comments of the live value on lines of their own.',
    });
  }
  const value = field === undefined ? study.values[0] : study.values.find((each) => each.field === field);
  if (value !== undefined) {
    const lines = [studyValueText(value), ...(form === 'block' ? value.sentences : [])];
    return ok(lines.map(inlineText).join('\n'));
  }
  const names = [...study.values.map((each) => each.field), ...studyWords];
  const near = field === undefined ? undefined : suggest(field, names);
  return err({
    message: `The last run of ${run.experimentId} has no value “${field ?? ''}”.`,
    remedy: `${near === undefined ? '' : `Did you mean “${near}”? `}It has ${names.join(', ')}.`,
  });
}
