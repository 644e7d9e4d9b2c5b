import { l10n, MarkdownString, ThemeColor, ThemeIcon } from 'vscode';
import { chainSummary, limitationChain, partTitle } from '../../../notes/lectures/chain';
import type { LectureGap } from '../../../notes/lectures/gaps';
import type { Lecture, LecturePart, Passage, Question, TermEntry } from '../../../notes/lectures/lecture';
import { sortableDate } from '../../../notes/lectures/lectureDate';
import type { IndexedNote } from '../../notes/noteIndex';
import type { NotesNode } from '../notesTree/section';
import { gapText } from './gapText';
import type { LectureIndex, ReadNote } from './lectureIndex';
import { gapTarget, lectureTarget, questionTarget } from './targets';
import { escapeMarkdown, passageMarkdown } from './text';

/** A lecture with the note that holds it. */
export interface PlacedLecture extends IndexedNote<ReadNote> {
  readonly lecture: Lecture;
}

/** The lectures of the workspace, the latest first; those without a date by their place. */
export function placedLectures(index: LectureIndex): readonly PlacedLecture[] {
  const all = index
    .all()
    .flatMap(({ note, value }) => value.lectures.lectures.map((lecture) => ({ note, value, lecture })));
  const dates = new Map(all.map(({ lecture }) => [lecture, dateOf(lecture) ?? '']));
  const date = ({ lecture }: PlacedLecture): string => dates.get(lecture) ?? '';
  return all.sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : 0));
}

export function lectureTitle({ lecture, note }: PlacedLecture): string {
  return lecture.title?.text ?? note.path.slice(note.path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** A lecture with what is below it. */
export function lectureRow(placed: PlacedLecture, index: LectureIndex): NotesNode {
  const { lecture, note, value } = placed;
  const order = value.lectures.lectures.indexOf(lecture);
  const field = (key: string): string => lecture.meta.find((each) => each.key === key)?.value.text ?? '';
  const where = [field('course'), field('date'), field('lecturer')].filter((part) => part !== '');
  return {
    ...rowAt(placed, lecture.range.start),
    id: `lecture ${note.uri.toString()} ${order}`,
    label: lectureTitle(placed),
    description: where.join(' · '),
    icon: new ThemeIcon('mortar-board'),
    contextValue: 'lecture',
    target: lectureTarget(note, lecture),
    tooltip: () => lectureTooltip(placed),
    children: () => lectureChildren(placed, index),
  };
}

function lectureChildren(placed: PlacedLecture, index: LectureIndex): readonly NotesNode[] {
  const { lecture, note } = placed;
  const gaps = index.gaps(note, lecture);
  return [
    ...lecture.parts.map((part, order) => partRow(placed, part, order)),
    ...group('chain', l10n.t('Limitations and fixes'), 'git-commit', limitationChain(lecture).length, () =>
      chainRows(placed),
    ),
    ...group('terms', l10n.t('Terms'), 'book', lecture.terms.length, () =>
      lecture.terms.map((term) => termRow(placed, term)),
    ),
    ...group('questions', l10n.t('Questions'), 'question', lecture.questions.length, () =>
      openFirst(lecture.questions).map((question) => questionRow(placed, question)),
    ),
    ...group('gaps', l10n.t('Missing'), 'lightbulb', gaps.length, () =>
      gaps.map((gap) => gapRow(placed, gap)),
    ),
  ];
}

function group(
  id: string,
  label: string,
  icon: string,
  count: number,
  children: () => readonly NotesNode[],
): readonly NotesNode[] {
  return count === 0 ? [] : [{ id, label, description: String(count), icon: new ThemeIcon(icon), children }];
}

function partRow(placed: PlacedLecture, part: LecturePart, order: number): NotesNode {
  const children = (): readonly NotesNode[] => [
    ...part.limitations.flatMap(({ limitation, fix }, index) => [
      ...(limitation ? [sideRow(placed, limitation, 'limitation', index)] : []),
      ...(fix ? [sideRow(placed, fix, 'fix', index)] : []),
    ]),
    ...group('flow', l10n.t('Flow'), 'list-ordered', part.steps.length, () =>
      part.steps.map(({ number, passage }, index) => ({
        ...rowAt(placed, passage.range.start),
        id: String(index),
        label: `${number}. ${passage.text}`,
      })),
    ),
    ...(part.why
      ? [{ ...passageRow(placed, part.why, 'star-empty'), id: 'why', description: l10n.t('why it matters') }]
      : []),
    ...group('terms', l10n.t('Terms'), 'book', part.terms.length, () =>
      part.terms.map((term) => termRow(placed, term)),
    ),
  ];
  const hasChildren =
    part.limitations.length + part.steps.length + part.terms.length > 0 || part.why !== undefined;
  return {
    ...rowAt(placed, part.heading.start),
    id: `part ${order}`,
    label: partTitle(part),
    icon: new ThemeIcon('bookmark'),
    ...(hasChildren ? { children } : {}),
  };
}

/** The fix of one part above the limitation of the next: read downwards, the way the lecture went. */
function chainRows(placed: PlacedLecture): readonly NotesNode[] {
  return limitationChain(placed.lecture).flatMap(({ part, limitation, fix }, index) => [
    ...(limitation ? [{ ...sideRow(placed, limitation, 'limitation', index), description: part.name }] : []),
    ...(fix ? [{ ...sideRow(placed, fix, 'fix', index), description: part.name }] : []),
  ]);
}

function sideRow(
  placed: PlacedLecture,
  passage: Passage,
  side: 'limitation' | 'fix',
  index: number,
): NotesNode {
  const isFix = side === 'fix';
  const icon = isFix
    ? new ThemeIcon('check', new ThemeColor('testing.iconPassed'))
    : new ThemeIcon('circle-slash', new ThemeColor('list.warningForeground'));
  return {
    ...rowAt(placed, passage.range.start),
    id: `${side} ${index}`,
    label: passage.text,
    icon,
    tooltip: () => passageTooltip(placed, isFix ? l10n.t('Fix') : l10n.t('Limitation'), passage),
    spoken: `${isFix ? l10n.t('Fix') : l10n.t('Limitation')}: ${passage.text}`,
  };
}

function passageRow(placed: PlacedLecture, passage: Passage, icon: string): Omit<NotesNode, 'id'> {
  return {
    ...rowAt(placed, passage.range.start),
    label: passage.text,
    icon: new ThemeIcon(icon),
    tooltip: () => passageTooltip(placed, '', passage),
  };
}

function termRow(placed: PlacedLecture, { names, definition, range }: TermEntry): NotesNode {
  const [name, ...others] = names.map(({ text }) => text);
  const tooltip = definition && (() => passageTooltip(placed, name ?? '', definition));
  return {
    ...rowAt(placed, range.start),
    id: `${range.start}`,
    label: name ?? '',
    description: [others.join(', '), definition?.text ?? l10n.t('not explained yet')]
      .filter((part) => part !== '')
      .join(' · '),
    icon: new ThemeIcon('symbol-key'),
    ...(tooltip ? { tooltip } : {}),
  };
}

/** Those without an answer first, each group in the order of the note. */
function openFirst(questions: readonly Question[]): readonly Question[] {
  return [...questions].sort((a, b) => Math.min(1, a.answers.length) - Math.min(1, b.answers.length));
}

export function questionRow(placed: PlacedLecture, question: Question): NotesNode {
  const [answer] = question.answers;
  return {
    ...rowAt(placed, question.question.range.start),
    id: `${placed.note.uri.toString()} ${question.whole.start}`,
    label: question.question.text,
    description: answer?.text ?? l10n.t('no answer yet'),
    icon: answer ? new ThemeIcon('pass', new ThemeColor('testing.iconPassed')) : new ThemeIcon('question'),
    contextValue: answer ? 'question.answered' : 'question.open',
    target: questionTarget(placed.note, question),
    tooltip: () => questionTooltip(placed, question),
  };
}

function gapRow(placed: PlacedLecture, gap: LectureGap): NotesNode {
  const canFill = gap.kind === 'section' || gap.kind === 'field' || gap.kind === 'empty-section';
  return {
    ...rowAt(placed, gap.range.start),
    id: `${gap.kind} ${gap.label} ${gap.range.start}`,
    label: gapText(gap),
    icon: new ThemeIcon('circle-outline'),
    ...(canFill ? { contextValue: 'gap', target: gapTarget(placed.note, gap) } : {}),
  };
}

function rowAt({ note, value }: PlacedLecture, offset: number): Pick<NotesNode, 'place'> {
  return { place: { note: note.uri.toString(), line: value.lines.position(offset).line } };
}

function lectureTooltip({ lecture, note }: PlacedLecture): MarkdownString {
  const meta = lecture.meta.filter(({ value }) => value.text !== '');
  const fields = meta.map(
    ({ label, value }) => `- ${escapeMarkdown(label.text)}: ${escapeMarkdown(value.text)}`,
  );
  const chain =
    limitationChain(lecture).length > 0
      ? ['', escapeLines(chainSummary({ ...lecture, title: undefined }))]
      : [];
  return new MarkdownString([`**${escapeMarkdown(note.path)}**`, '', ...fields, ...chain].join('\n'));
}

function escapeLines(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => {
      const bullet = /^\s*- /.exec(line)?.[0] ?? '';
      return bullet + escapeMarkdown(line.slice(bullet.length));
    })
    .join('\n');
}

function passageTooltip({ value }: PlacedLecture, title: string, { range }: Passage): MarkdownString {
  const head = title === '' ? '' : `**${escapeMarkdown(title)}**\n\n`;
  return new MarkdownString(head + passageMarkdown(value.lectures.text, range, 40));
}

function questionTooltip({ value }: PlacedLecture, { question, answers }: Question): MarkdownString {
  const said = answers.map(({ range }) => passageMarkdown(value.lectures.text, range, 40));
  const rest = said.length > 0 ? said : [`*${l10n.t('No answer yet.')}*`];
  return new MarkdownString([`**${escapeMarkdown(question.text)}**`, ...rest].join('\n\n'));
}

function dateOf({ meta }: Lecture): string | undefined {
  const written = meta.find(({ key }) => key === 'date')?.value.text;
  return written === undefined ? undefined : sortableDate(written);
}
