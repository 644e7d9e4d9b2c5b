import {
  l10n,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type FileType,
  type QuickPickItem,
  type WorkspaceFolder,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { CodedError } from '../../../base/errors';
import { freeName, noteFileName } from '../../../notes/lectures/fileName';
import { writeDate } from '../../../notes/lectures/lectureDate';
import type { MetaKey } from '../../../notes/lectures/lecture';
import { fillTemplate } from '../../../notes/lectures/template';
import type { LectureIndex } from './lectureIndex';
import { placedLectures, type PlacedLecture } from './lectureRows';
import type { LectureTemplates } from './templates';

/** What *New Lecture Note* asks for; given to the command, it asks no more. */
export interface NewLectureAnswers {
  readonly title: string;
  readonly course: string;
  readonly date: string;
}

/** Makes a note from the template beside the latest lecture, and opens it where writing goes on. */
export async function newLecture(
  index: LectureIndex,
  templates: LectureTemplates,
  clock: Clock,
  given: NewLectureAnswers | undefined,
): Promise<Uri | undefined> {
  const folder = await targetFolder();
  if (!folder) return undefined;
  await index.ready;
  const lectures = placedLectures(index).filter(({ note }) => note.folder === folder);
  const source = await sourceOf(templates, folder);
  const answers = given ?? (await ask(lectures, clock));
  if (!answers) return undefined;
  const { text, cursor } = fillTemplate(source, { ...answers });
  const parent = parentOf(folder, lectures);
  const uri = Uri.joinPath(parent, freeName(noteFileName(answers.title), await namesIn(parent)));
  const edit = new WorkspaceEdit();
  // Never over another file: should one have come meanwhile, the edit is refused.
  edit.createFile(uri, { contents: Buffer.from(text), overwrite: false, ignoreIfExists: false });
  if (!(await workspace.applyEdit(edit))) {
    throw new CodedError('note.changed', l10n.t('{0} could not be made.', workspace.asRelativePath(uri)), {
      remedy: l10n.t('Look whether there is one already, or whether the folder can be written to.'),
    });
  }
  const document = await workspace.openTextDocument(uri);
  const at = document.positionAt(cursor);
  const editor = await window.showTextDocument(document, { preview: false });
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));
  return uri;
}

async function sourceOf(templates: LectureTemplates, folder: WorkspaceFolder): Promise<string> {
  try {
    return await templates.source(folder);
  } catch (cause) {
    throw new CodedError('note.unreadable', l10n.t('The lecture template cannot be read.'), {
      remedy: l10n.t(
        'Correct the setting marginalia.lectures.template, or empty it for the built-in template.',
      ),
      cause,
    });
  }
}

async function targetFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (!first) {
    throw new CodedError('usage', l10n.t('A lecture note belongs in a folder.'), {
      remedy: l10n.t('Open the folder with your notes first.'),
    });
  }
  if (folders.length === 1) return first;
  return window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder that gets the lecture note') });
}

async function ask(lectures: readonly PlacedLecture[], clock: Clock): Promise<NewLectureAnswers | undefined> {
  const name = l10n.t('New Lecture Note');
  const title = await window.showInputBox({
    title: `${name} (1/3)`,
    prompt: l10n.t('Title of the lecture'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? l10n.t('The note is named after its title.') : undefined,
  });
  if (title === undefined) return undefined;
  const course = await askCourse(`${name} (2/3)`, lectures);
  if (course === undefined) return undefined;
  const date = await window.showInputBox({
    title: `${name} (3/3)`,
    prompt: l10n.t('Date of the lecture'),
    value: writeDate(new Date(clock.now()), fieldOf(lectures, 'date')),
    ignoreFocusOut: true,
  });
  return date === undefined ? undefined : { title: title.trim(), course: course.trim(), date: date.trim() };
}

/** One of the courses that other notes are of, or another that is typed. */
function askCourse(title: string, lectures: readonly PlacedLecture[]): Promise<string | undefined> {
  const known = [
    ...new Set(
      lectures.map(({ lecture }) => lecture.meta.find(({ key }) => key === 'course')?.value.text ?? ''),
    ),
  ];
  const courses = known.filter((course) => course !== '');
  const pick = window.createQuickPick<QuickPickItem & { readonly course: string }>();
  pick.title = title;
  pick.placeholder = l10n.t('Course: pick one, or type another');
  pick.ignoreFocusOut = true;
  const update = (): void => {
    const typed = pick.value.trim();
    const isNew = typed !== '' && !courses.includes(typed);
    pick.items = [
      ...(isNew
        ? [{ course: typed, label: typed, description: l10n.t('new course'), alwaysShow: true }]
        : []),
      ...courses.map((course) => ({ course, label: course })),
      ...(typed === '' ? [{ course: '', label: l10n.t('No course'), alwaysShow: true }] : []),
    ];
  };
  update();
  return new Promise((resolve) => {
    pick.onDidChangeValue(update);
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      resolve(item?.course ?? pick.value);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function fieldOf(lectures: readonly PlacedLecture[], wanted: MetaKey): string | undefined {
  const values = lectures.flatMap(({ lecture }) => lecture.meta.filter(({ key }) => key === wanted));
  return values.find(({ value }) => value.text !== '')?.value.text;
}

/** Beside the latest lecture, else where the active note is, else at the top of the folder. */
function parentOf(folder: WorkspaceFolder, [latest]: readonly PlacedLecture[]): Uri {
  if (latest) return Uri.joinPath(latest.note.uri, '..');
  const active = window.activeTextEditor?.document;
  const isHere = active?.uri.scheme === 'file' && workspace.getWorkspaceFolder(active.uri) === folder;
  return active && isHere && active.languageId === 'markdown' ? Uri.joinPath(active.uri, '..') : folder.uri;
}

async function namesIn(folder: Uri): Promise<ReadonlySet<string>> {
  const entries: readonly [string, FileType][] = await workspace.fs.readDirectory(folder);
  return new Set(entries.map(([name]) => name.toLowerCase()));
}
