import { l10n, Position, Range, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import { z } from 'zod';
import type { Clock } from '../../../base/clock';
import { CodedError } from '../../../base/errors';
import { isoDate, type CalendarDate } from '../../../notes/calendar';
import { newMeetingEntry, newestOf } from '../../../notes/meetings/newEntry';
import { readMeetings, type ReadMeeting } from '../../../notes/meetings/readMeetings';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { commandTarget } from '../notesTree/section';
import { meetingsOptions, type WorkspaceMeetings } from './workspaceMeetings';

const attempts = 3;

const targetSchema = z.object({ note: z.string() });

/** Adds today's entry to a note, as the note writes its meetings, and leaves the cursor where writing goes on. */
export class NewMeetingEntry {
  constructor(
    private readonly notes: WorkspaceNotes,
    private readonly meetings: WorkspaceMeetings,
    private readonly clock: Clock,
  ) {}

  async add(argument: unknown): Promise<void> {
    const editor = await this.editor(argument);
    if (!editor) return;
    const { document } = editor;
    // The text may change while the edit is under way, as when the file does: it is made for what is there then.
    for (let attempt = 1; ; attempt++) {
      const cursor = await this.addTo(editor);
      if (cursor === 'declined') return;
      if (cursor !== 'changed') {
        this.moveTo(editor, document.positionAt(cursor));
        return;
      }
      if (attempt < attempts) continue;
      throw new CodedError('note.changed', l10n.t('The note could not be changed.'), {
        location: { file: workspace.asRelativePath(document.uri) },
      });
    }
  }

  /** The offset at which writing goes on. */
  private async addTo(editor: TextEditor): Promise<number | 'declined' | 'changed'> {
    const { document } = editor;
    const note = this.notes.of(document);
    const text = document.getText();
    const read = readMeetings(text, note ? meetingsOptions(note.folder) : {});
    const today = this.today();
    const same = read.meetings.find(({ date }) => isoDate(date) === isoDate(today));
    if (same && !(await this.addAnother(editor, same))) return 'declined';
    // Answering takes its time.
    if (document.getText() !== text) return 'changed';
    const { edit, cursor } = newMeetingEntry(text, read, today);
    const at = document.positionAt(edit.range.start);
    return (await editor.edit((builder) => builder.insert(at, edit.newText))) ? cursor : 'changed';
  }

  private moveTo(editor: TextEditor, position: Position): void {
    editor.selection = new Selection(position, position);
    editor.revealRange(new Range(position, position));
  }

  /** The note of the row, the active editor's, or that of the last meeting; asks where that is open. */
  private async editor(argument: unknown): Promise<TextEditor | undefined> {
    const target = commandTarget(targetSchema, argument);
    if (target) return this.show(Uri.parse(target.note, true));
    const active = window.activeTextEditor;
    const fromTree = argument !== undefined;
    if (!fromTree && active && active.document.languageId === 'markdown') return active;
    const uri = await this.pick();
    if (uri) return this.show(uri);
    if (active && active.document.languageId === 'markdown') return active;
    if ((await this.meetings.meetings()).length > 0) return undefined;
    throw new CodedError('usage', l10n.t('No note has meetings yet.'), {
      remedy: l10n.t('Open the note that the meeting belongs in.'),
    });
  }

  private async pick(): Promise<Uri | undefined> {
    const byNote = new Map<string, { readonly uri: Uri; readonly path: string; readonly last: string }>();
    for (const { note } of await this.meetings.meetings()) {
      const newest = newestOf(this.meetings.in(note)?.meetings ?? []);
      const last = newest ? isoDate(newest.date) : '';
      byNote.set(note.uri.toString(), { uri: note.uri, path: note.path, last });
    }
    const items = [...byNote.values()]
      .sort((a, b) => (a.last < b.last ? 1 : -1))
      .map(({ uri, path, last }) => ({ label: path, description: l10n.t('last meeting {0}', last), uri }));
    if (items.length <= 1) return items[0]?.uri;
    return (
      await window.showQuickPick(items, { placeHolder: l10n.t('The note that the meeting belongs in') })
    )?.uri;
  }

  private async show(uri: Uri): Promise<TextEditor> {
    if (!workspace.getWorkspaceFolder(uri)) {
      throw new CodedError('usage', l10n.t('{0} is outside the workspace folder.', uri.path));
    }
    return window.showTextDocument(await workspace.openTextDocument(uri));
  }

  /** Two entries of one day are rarely meant. */
  private async addAnother(editor: TextEditor, { node, range }: ReadMeeting): Promise<boolean> {
    const another = l10n.t('Add Another');
    const show = l10n.t('Show It');
    const answer = await window.showInformationMessage(
      l10n.t('The note has an entry of today already.'),
      show,
      another,
    );
    if (answer === another) return true;
    if (answer === show) {
      const end = editor.document.positionAt(range.end);
      editor.selection = new Selection(end, end);
      editor.revealRange(new Range(new Position(node.line, 0), end));
    }
    return false;
  }

  private today(): CalendarDate {
    const now = new Date(this.clock.now());
    return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  }
}
