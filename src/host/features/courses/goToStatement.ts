import { l10n, window, type QuickPickItem } from 'vscode';
import { revealNote } from '../notesTree/revealNote';
import type { NotePlace } from '../notesTree/section';
import type { CourseIndex } from './courseIndex';
import { headingLabel, statementLabel } from './courseText';
import { statementIcon } from './statementKinds';

interface StatementItem extends QuickPickItem {
  readonly place: NotePlace;
}

/** Picks a theorem, a definition or their like of any course, and shows it in its note. */
export async function goToStatement(index: CourseIndex): Promise<void> {
  const picked = await window.showQuickPick(statementItems(index), {
    title: l10n.t('Go to Theorem or Definition'),
    placeHolder: l10n.t('Type a name, a number or first words'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.place) await revealNote(picked.place);
}

/** Read while the list is already open, which shows that it is busy; says so where there is none. */
async function statementItems(index: CourseIndex): Promise<StatementItem[]> {
  const courses = await index.all();
  const items = courses.flatMap(({ note, course, lines }) => {
    const chapters = course.parts.flatMap((part) => part.chapters);
    let at = 0;
    return course.statements.map((statement): StatementItem => {
      while ((chapters[at]?.range.end ?? Infinity) <= statement.range.start) at++;
      const chapter = chapters[at];
      const { line } = lines.position(statement.range.start);
      return {
        label: `$(${statementIcon(statement.kind).id}) ${statementLabel(statement)}`,
        description: statement.excerpt,
        detail: [`${note.path}:${line + 1}`, chapter ? headingLabel(chapter.number, chapter.title) : '']
          .filter((part) => part !== '')
          .join(' · '),
        place: { note: note.uri.toString(), line },
      };
    });
  });
  if (items.length > 0) return items;
  const label =
    courses.length === 0
      ? l10n.t('No note of this workspace is a course, with chapters or numbered sections.')
      : l10n.t('The courses of this workspace hold no theorems or definitions.');
  return [{ label } as StatementItem];
}
