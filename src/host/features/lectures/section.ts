import { l10n, ThemeIcon } from 'vscode';
import type { NotesNode, NotesSection, SectionContent } from '../notesTree/section';
import type { LectureIndex } from './lectureIndex';
import { lectureRow, lectureTitle, placedLectures, questionRow, type PlacedLecture } from './lectureRows';

/** The section "Lectures" of the Notes tree: questions to review above the lectures themselves. */
export function lecturesSection(index: LectureIndex): NotesSection {
  return {
    id: 'lectures',
    title: l10n.t('Lectures'),
    icon: new ThemeIcon('mortar-board'),
    expanded: true,
    onDidChange: index.onDidChange,
    content: async (): Promise<SectionContent | undefined> => {
      await index.ready;
      const lectures = placedLectures(index);
      if (lectures.length === 0) return undefined;
      return {
        count: lectures.length,
        children: () => [...reviewRow(lectures), ...lectures.map((placed) => lectureRow(placed, index))],
      };
    },
  };
}

/** All questions, those without an answer first. */
function reviewRow(lectures: readonly PlacedLecture[]): readonly NotesNode[] {
  const all = lectures.flatMap((placed) =>
    placed.lecture.questions.map((question) => ({ placed, question })),
  );
  if (all.length === 0) return [];
  const open = all.filter(({ question }) => question.answers.length === 0);
  const answered = all.filter(({ question }) => question.answers.length > 0);
  return [
    {
      id: 'review',
      label: l10n.t('Questions to review'),
      description: l10n.t('{0} open of {1}', open.length, all.length),
      icon: new ThemeIcon('comment-discussion'),
      contextValue: 'review',
      children: () =>
        [...open, ...answered].map(({ placed, question }) => {
          const row = questionRow(placed, question);
          return { ...row, description: `${lectureTitle(placed)} · ${row.description ?? ''}` };
        }),
    },
  ];
}
