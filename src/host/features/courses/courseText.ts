import { l10n } from 'vscode';
import type {
  CourseChapter,
  CoursePart,
  CourseProgress,
  CourseStatement,
} from '../../../notes/course/course';

/** "3 The Kernel Trick"; of a chapter whose title was not found, "Chapter 3". */
export function headingLabel(number: string | undefined, title: string): string {
  if (title === '') return number === undefined ? l10n.t('Untitled') : l10n.t('Chapter {0}', number);
  return number === undefined ? title : `${number} ${title}`;
}

export function partLabel({ number, title }: CoursePart): string {
  if (number === undefined) return title;
  return title === '' ? l10n.t('Part {0}', number) : l10n.t('Part {0}: {1}', number, title);
}

/** "Part IV (12 %): Title": what comes behind a long title is cut off in a narrow tree. */
export function partRow(part: CoursePart): string {
  const { number, title, progress } = part;
  if (progress.chapters === 0) return partLabel(part);
  if (number === undefined) return l10n.t('({0} %) {1}', percent(progress), title);
  return title === ''
    ? l10n.t('Part {0} ({1} %)', number, percent(progress))
    : l10n.t('Part {0} ({1} %): {2}', number, percent(progress), title);
}

function percent({ written, chapters }: CourseProgress): number {
  return Math.floor((100 * written) / Math.max(1, chapters));
}

/** "3 of 24 chapters, 12 %" */
export function progressText(progress: CourseProgress): string {
  const { written, chapters } = progress;
  if (chapters === 0) return l10n.t('no chapters');
  if (chapters === 1) return l10n.t('{0} of 1 chapter', written);
  return l10n.t('{0} of {1} chapters, {2} %', written, chapters, percent(progress));
}

/** What the figure counts, for tooltips. */
export function progressTooltip(title: string, progress: CourseProgress, stubWords: number): string {
  return [
    title,
    l10n.t('{0}; {1} words of their own.', progressText(progress), progress.words),
    l10n.t(
      'A chapter counts as written with at least {0} words of its own: those outside headings, page headers and comments, and outside text that three or more chapters share.',
      stubWords,
    ),
  ].join('\n\n');
}

export function progressOf(parts: readonly CoursePart[]): CourseProgress {
  const sum = (figure: keyof CourseProgress): number =>
    parts.reduce((total, { progress }) => total + progress[figure], 0);
  return { written: sum('written'), chapters: sum('chapters'), words: sum('words') };
}

export function chapterDescription({ stub, heading, words }: CourseChapter): string {
  if (!heading) return l10n.t('not in the text');
  return stub ? l10n.t('stub') : wordsText(words);
}

export function wordsText(words: number): string {
  return words === 1 ? l10n.t('1 word') : l10n.t('{0} words', words);
}

/** "Theorem 2.1 (Law of Rakes)"; without a name the first words of what it says. */
export function statementLabel({ word, number, name }: CourseStatement): string {
  const label = number === undefined ? word : `${word} ${number}`;
  return name === undefined ? label : `${label} (${name})`;
}
