import { l10n, Uri, window, workspace } from 'vscode';
import { z } from 'zod';
import { CodedError } from '../../../base/errors';
import type { Logger } from '../../../base/logger';
import { setTodoDone } from '../../../notes/meetings/todoEdits';
import { readMeetings } from '../../../notes/meetings/readMeetings';
import type { EditsOf } from '../../notes/fileSplice';
import { writeNotes } from '../../notes/noteWriter';
import { offerUndo } from '../../notes/offerUndo';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { commandTarget, type NotesNode } from '../notesTree/section';
import { findTodo, todoTargetSchema, type TodoTarget } from './todoTarget';
import { meetingsOptions, type WorkspaceMeetings } from './workspaceMeetings';

interface Wanted {
  readonly target: TodoTarget;
  readonly done: boolean;
}

/** What the keys of the tree hand over: they are told no row. */
const selectedSchema = z.object({ selected: z.literal(true) });

/** Ticks to-dos in their notes, each on its own line, all as one edit that one undo takes back. */
export class TodoWriter {
  /** One after the other: two ticks may touch the same note. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly notes: WorkspaceNotes,
    private readonly meetings: WorkspaceMeetings,
    private readonly log: Logger,
  ) {}

  setRows(rows: readonly { readonly node: NotesNode; readonly checked: boolean }[]): Promise<void> {
    return this.set(
      rows.flatMap(({ node, checked }) => {
        const target = commandTarget(todoTargetSchema, node);
        return target ? [{ target, done: checked }] : [];
      }),
    );
  }

  /** The command's: the row it was called on, those selected in the tree, or the to-dos of the editor's lines. */
  async setAt(argument: unknown, selection: readonly NotesNode[], done: boolean): Promise<void> {
    const row = commandTarget(todoTargetSchema, argument);
    const rows = selectedSchema.safeParse(argument).success ? selection : [];
    const targets = row ? [row] : rows.flatMap((node) => commandTarget(todoTargetSchema, node) ?? []);
    const wanted = targets.length > 0 ? targets : this.atCursor();
    if (wanted.length === 0) {
      throw new CodedError('usage', l10n.t('There is no to-do on this line.'), {
        remedy: l10n.t('Choose one in the Notes view, or put the cursor on its line.'),
      });
    }
    await this.set(wanted.map((target) => ({ target, done })));
  }

  private set(wanted: readonly Wanted[]): Promise<void> {
    const write = this.queue.then(() => this.write(wanted));
    this.queue = write.catch(() => undefined);
    return write;
  }

  private async write(wanted: readonly Wanted[]): Promise<void> {
    const missing = new Set<TodoTarget>();
    const editsOf: EditsOf = (text, { uri, folder }) => {
      const { todos } = readMeetings(text, meetingsOptions(folder));
      return wanted
        .filter(({ target }) => target.note === uri.toString())
        .flatMap(({ target, done }) => {
          const todo = findTodo(todos, target);
          if (!todo) missing.add(target);
          else missing.delete(target);
          return todo ? setTodoDone(text, todo, done) : [];
        });
    };
    const notes = [...new Set(wanted.map(({ target }) => target.note))].flatMap(
      (uri) => this.notes.get(Uri.parse(uri, true)) ?? [],
    );
    const { failed, spliced } = await writeNotes(notes, editsOf, this.log);
    if (spliced.length > 0) {
      const names = spliced.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
      void offerUndo(
        spliced,
        l10n.t(
          '{0} was written on the disk: the editor would have changed its line ends or other bytes.',
          names,
        ),
      );
    }
    const [lost] = missing;
    const place = failed[0] ?? (lost && Uri.parse(lost.note, true));
    if (!place) return;
    throw new CodedError('note.changed', l10n.t('The to-do is no longer there as it was.'), {
      remedy: l10n.t('Look for it in the note.'),
      location: { file: workspace.asRelativePath(place), ...(lost ? { line: lost.line + 1 } : {}) },
    });
  }

  private atCursor(): readonly TodoTarget[] {
    const editor = window.activeTextEditor;
    const note = editor && this.notes.of(editor.document);
    if (!editor || !note) return [];
    const lines = new Set(editor.selections.flatMap(({ start, end }) => span(start.line, end.line)));
    const todos = this.meetings.in(note)?.todos ?? [];
    return todos
      .filter(({ node }) => lines.has(node.line))
      .map((todo) => ({ note: note.uri.toString(), line: todo.node.line, words: todo.node.raw }));
  }
}

function span(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
