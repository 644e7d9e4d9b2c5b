import { languages, type DocumentSelector, type LogOutputChannel } from 'vscode';
import type { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { NotesSection } from '../notesTree/section';
import { CourseFolding } from './courseFolding';
import { CourseIndex } from './courseIndex';
import { coursesSection } from './coursesSection';
import { CourseDocumentSymbols, CourseWorkspaceSymbols } from './courseSymbols';
import { DebrisMarks } from './debrisMarks';
import { goToStatement } from './goToStatement';

export interface CoursePorts {
  readonly notes: WorkspaceNotes;
  readonly log: LogOutputChannel;
  /** The documents that are notes. */
  readonly selector: DocumentSelector;
}

/** Course notes: their section of the Notes tree, outline, folding, symbols, and the way to what they state. */
export function registerCourses(
  { notes, log, selector }: CoursePorts,
  store: DisposableStore,
): readonly NotesSection[] {
  const index = store.add(new CourseIndex(notes));
  store.add(languages.registerWorkspaceSymbolProvider(new CourseWorkspaceSymbols(index)));
  store.add(languages.registerDocumentSymbolProvider(selector, new CourseDocumentSymbols(index)));
  store.add(languages.registerFoldingRangeProvider(selector, new CourseFolding(index)));
  store.add(new DebrisMarks(index));
  store.add(registerCommand('marginalia.statement.goTo', log, () => goToStatement(index)));
  return [coursesSection(index)];
}
