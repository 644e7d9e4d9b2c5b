import type { StudyResult } from '../studyResult';

/** What a way of looking at the runs adds to the result. */
export type Report = Pick<StudyResult, 'answer' | 'values' | 'figures' | 'tables' | 'warnings'>;
