import {
  l10n,
  Selection,
  SnippetString,
  ThemeIcon,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Position,
  type TextEditor,
} from 'vscode';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import type { ExperimentKind } from '../../../experiments/kind';
import { experimentKinds } from '../../../experiments/registry';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import { pathFromNote, type DataCatalog } from './dataCatalog';
import { suggestId } from './suggestId';

/** A new block with places to fill: its id, one not taken, and its data; the rest is the kind's own beginning. */
export function blockSnippet(
  { id: kind, starter }: Pick<ExperimentKind, 'id' | 'starter'>,
  dataFiles: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const needsData = starter.some((line) => line.includes('{data}'));
  const id = suggestId('', kind, needsData ? dataFiles[0] : undefined, taken);
  const data =
    dataFiles.length > 0
      ? `\${2|${dataFiles.slice(0, 30).map(escapeChoice).join(',')}|}`
      : '${2:data/points.csv}';
  return [
    `\`\`\`experiment \${1:${id}}`,
    `kind: ${kind}`,
    ...starter.map((line) => line.replace('{data}', data)),
    '```',
    '$0',
  ].join('\n');
}

/** Puts a new block at the cursor of the active note, on lines of its own, ready to be filled in. */
export async function insertBlock(
  notes: WorkspaceNotes,
  index: ExperimentIndex,
  catalog: DataCatalog,
): Promise<void> {
  const { editor, note, at, lead } = await placeForBlock(notes, index);
  const kind = await pickKind();
  const files = (await catalog.list(note.folder)).map((path) => pathFromNote(path, note.path));
  await editor.insertSnippet(new SnippetString(lead + blockSnippet(kind, files, takenIds(index))), at);
}

/** Where a new block goes, and what stands before it so that it has lines of its own. */
export interface BlockPlace {
  readonly editor: TextEditor;
  readonly note: WorkspaceNote;
  readonly at: Position;
  readonly lead: string;
}

/** The cursor of the active note, or of one that the user picks. Rejects with `usage` within another block. */
export async function placeForBlock(notes: WorkspaceNotes, index: ExperimentIndex): Promise<BlockPlace> {
  const active = window.activeTextEditor;
  const editor = active && notes.of(active.document) ? active : await openSomeNote(notes);
  const note = notes.of(editor.document);
  if (!note) {
    throw new CodedError('usage', l10n.t('An experiment block belongs in a markdown note of the folder.'), {
      remedy: l10n.t('Open a note, or make one, and insert the block there.'),
    });
  }
  const position = editor.selection.active;
  if (
    index
      .inDocument(editor.document)
      .some(({ line, block }) => isWithin(editor, position, line, block.range.end))
  )
    throw new CodedError('usage', l10n.t('The cursor is within another block.'), {
      remedy: l10n.t('Put it where the new block should be.'),
    });
  const line = editor.document.lineAt(position.line);
  const at = line.isEmptyOrWhitespace ? line.range.start : line.range.end;
  return { editor, note, at, lead: line.isEmptyOrWhitespace ? '' : '\n\n' };
}

async function pickKind(): Promise<ExperimentKind> {
  const items = experimentKinds.map((kind) => ({
    label: kind.title,
    description: kind.id,
    detail: kind.description,
    experiment: kind,
  }));
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t('What the experiment is to find'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) throw new AbortedError();
  return picked.experiment;
}

function isWithin(editor: TextEditor, position: Position, line: number, end: number): boolean {
  return position.line > line - 1 && editor.document.offsetAt(position) <= end;
}

/** From the welcome view no note may be open: the user picks one, or has one made. */
async function openSomeNote(notes: WorkspaceNotes): Promise<TextEditor> {
  await notes.ready;
  const create = l10n.t('New note experiments.md');
  const items = notes
    .all()
    .map((note) => ({ label: note.path, iconPath: new ThemeIcon('markdown'), uri: note.uri }));
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new AbortedError();
  const newUri = Uri.joinPath(folder.uri, 'experiments.md');
  const isNew = !items.some(({ uri }) => uri.toString() === newUri.toString());
  const newItem = { label: create, iconPath: new ThemeIcon('new-file'), uri: newUri };
  const picked =
    items.length === 0
      ? newItem
      : await window.showQuickPick(isNew ? [...items, newItem] : items, {
          placeHolder: l10n.t('The note that gets the experiment'),
        });
  if (!picked) throw new AbortedError();
  if (picked === newItem) {
    const edit = new WorkspaceEdit();
    edit.createFile(newUri, { ignoreIfExists: true });
    await workspace.applyEdit(edit);
  }
  const editor = await window.showTextDocument(picked.uri);
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new Selection(end, end);
  return editor;
}

export function takenIds(index: ExperimentIndex): ReadonlySet<string> {
  return new Set(index.all().map(({ block }) => block.id));
}

function escapeChoice(text: string): string {
  return text.replace(/[\\,|$}]/g, '\\$&');
}
