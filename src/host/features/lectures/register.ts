import { l10n, languages, window } from 'vscode';
import { z } from 'zod';
import type { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { CommandId } from '../../contributions';
import type { NotesPorts } from '../notesTree/ports';
import { commandTarget, type NotesSection } from '../notesTree/section';
import type { LecturePorts } from './commands';
import { GapFixes } from './gapFixes';
import { LectureIndex } from './lectureIndex';
import { LectureProblems } from './lectureProblems';
import { lecturesSection } from './section';
import { gapTargetSchema, lectureTargetSchema, questionTargetSchema } from './targets';
import { LectureTemplates } from './templates';
import { TermProviders } from './terms';

const newLectureSchema = z.object({ title: z.string().min(1), course: z.string(), date: z.string() });

/** Lecture notes: what they hold in the Notes tree, their terms in all notes, what they lack, and new ones. */
export function registerLectures(
  { notes, clock, log, selector }: NotesPorts,
  store: DisposableStore,
): readonly NotesSection[] {
  const templates = store.add(new LectureTemplates(log));
  const index = store.add(new LectureIndex(notes, templates));
  const problems = store.add(new LectureProblems(index));
  const terms = new TermProviders(index, notes);
  store.add(languages.registerHoverProvider(selector, terms));
  store.add(languages.registerDefinitionProvider(selector, terms));
  store.add(languages.registerReferenceProvider(selector, terms));
  store.add(languages.registerCompletionItemProvider(selector, terms));
  store.add(languages.registerWorkspaceSymbolProvider(terms));
  store.add(
    languages.registerCodeActionsProvider(
      selector,
      new GapFixes(index, problems, templates),
      GapFixes.metadata,
    ),
  );
  const ports: LecturePorts = { index, notes, templates, log };
  const add = (id: CommandId, run: (argument?: unknown) => unknown): void =>
    void store.add(registerCommand(id, log, run));
  add('marginalia.lecture.new', async (argument) => {
    const given = newLectureSchema.safeParse(argument);
    const { newLecture } = await import('./newLecture');
    return newLecture(index, templates, clock, given.success ? given.data : undefined);
  });
  add('marginalia.lecture.review', async () => {
    const { reviewQuestions } = await import('./review');
    await reviewQuestions(index);
  });
  add('marginalia.lecture.copySummary', async (argument) => {
    await index.ready;
    const { copySummary } = await import('./commands');
    await copySummary(ports, commandTarget(lectureTargetSchema, argument));
  });
  add('marginalia.lecture.fillGap', async (argument) => {
    const target = commandTarget(gapTargetSchema, argument);
    const { fillGap } = await import('./commands');
    if (target) await fillGap(ports, target);
  });
  add('marginalia.question.answer', async (argument) => {
    const target = commandTarget(questionTargetSchema, argument);
    const { answerQuestion } = await import('./commands');
    if (target) await answerQuestion(ports, target);
    else void window.showInformationMessage(l10n.t('Pick a question of the Notes tree to answer it.'));
  });
  return [lecturesSection(index)];
}
