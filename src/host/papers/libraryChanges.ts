import { EventEmitter, l10n, workspace, type Disposable, type Uri, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../base/errors';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { invertEdits, type TextEdit } from '../../base/text';
import {
  changedPaper,
  editPapers,
  ownChange,
  placesToChange,
  type PaperChange,
  type PlacedChange,
} from '../../papers/changePaper';
import type { OwnPaper } from '../../papers/ownPaper';
import type { LibraryPaper, PaperPlace } from '../../papers/paper';
import { undoSplice, type Splice } from '../notes/fileSplice';
import { writeNotes, type WriteOutcome } from '../notes/noteWriter';
import type { WorkspaceNote, WorkspaceNotes } from '../notes/workspaceNotes';
import { listOptions } from './listOptions';
import type { OwnPaperChange, WorkspacePapers } from './workspacePapers';

/** A paper with the place that was acted upon. */
export interface ChangedPaper {
  readonly folder: WorkspaceFolder;
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
}

export interface ChangeOutcome {
  /** Papers whose entry in a note says it now, and those of which the library does. */
  readonly inNotes: number;
  readonly inLibrary: number;
  readonly unsaved: readonly Uri[];
}

/** What it takes to undo a change. */
interface Done {
  readonly name: string;
  readonly notes: readonly { readonly uri: Uri; readonly edits: readonly Inverse[] }[];
  readonly splices: readonly Splice[];
  readonly own: readonly { readonly folder: WorkspaceFolder; readonly before: readonly OwnPaper[] }[];
}
interface Inverse extends TextEdit {
  /** What stands there, if nobody has changed it since. */
  readonly expected: string;
}

const mostKept = 50;

/**
 * Changes what is said of papers: in their entries where the note has a way of saying it, else in the library beside
 * the notes, never in both. One change of many papers is one edit, and {@link undo} takes back notes and library alike.
 */
export class LibraryChanges implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = new EventEmitter<void>();
  private readonly done: Done[] = [];
  /** One after the other: the second begins where the first has ended. */
  private queue: Promise<unknown> = Promise.resolve();

  /** What {@link undo} would take back is another. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly papers: WorkspacePapers,
    private readonly notes: WorkspaceNotes,
    private readonly logger: Logger,
  ) {
    this.store.add(this.changes);
  }

  /** The name of what {@link undo} would take back. */
  get last(): string | undefined {
    return this.done.at(-1)?.name;
  }

  /** @param name what is done, for the command that undoes it. */
  apply(changed: readonly ChangedPaper[], change: PaperChange, name: string): Promise<ChangeOutcome> {
    return this.inTurn(() => this.applyNow(changed, change, name));
  }

  /** Takes the last change back. Resolves with its name, undefined where there is none. */
  undo(): Promise<string | undefined> {
    return this.inTurn(() => this.undoNow());
  }

  dispose(): void {
    this.store.dispose();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async applyNow(
    changed: readonly ChangedPaper[],
    change: PaperChange,
    name: string,
  ): Promise<ChangeOutcome> {
    const byNote = new Map<WorkspaceNote, PlacedChange[]>();
    for (const { folder, paper, place } of changed) {
      for (const each of placesToChange(paper, change, place)) {
        const note = this.papers.noteOf(folder, each);
        if (!note) continue;
        const planned = byNote.get(note) ?? [];
        byNote.set(note, planned);
        planned.push({ paper, place: each, change });
      }
    }
    const written = await this.writeInNotes(byNote);
    const own = new Map<WorkspaceFolder, OwnPaperChange[]>();
    let inLibrary = 0;
    for (const { folder, paper } of changed) {
      const inNote = written.papers.has(paper);
      const said = ownChange(paper, change, inNote);
      const of = changedPaper(paper, change, inNote);
      if (said) own.set(folder, [...(own.get(folder) ?? []), { paper: of, change: said }]);
      if (!inNote) inLibrary++;
    }
    const before: Done['own'][number][] = [];
    for (const [folder, changes] of own) {
      before.push({ folder, before: await this.papers.writeOwn(folder, changes) });
    }
    this.keep({ name, notes: written.inverse, splices: written.outcome.spliced, own: before });
    const { failed, unsaved } = written.outcome;
    if (failed.length > 0) throw notWritten(failed);
    return { inNotes: written.papers.size, inLibrary, unsaved };
  }

  private async writeInNotes(byNote: ReadonlyMap<WorkspaceNote, readonly PlacedChange[]>) {
    const planned = new Map([...byNote].map(([note, changes]) => [note.uri.toString(), changes]));
    const last = new Map<string, { inverse: readonly Inverse[]; own: ReadonlySet<LibraryPaper> }>();
    const outcome: WriteOutcome = await writeNotes(
      await this.present([...byNote.keys()].map(({ uri }) => uri)),
      (text, { uri, folder }) => {
        const { edits, own } = editPapers(text, planned.get(uri.toString()) ?? [], listOptions(folder));
        last.set(uri.toString(), { inverse: inverseOf(text, edits), own: new Set(own) });
        return edits;
      },
      this.logger,
    );
    const papers = new Set<LibraryPaper>();
    const isFailed = new Set(outcome.failed.map(String));
    for (const [note, changes] of byNote) {
      const { own } = last.get(note.uri.toString()) ?? { own: new Set<LibraryPaper>() };
      // What could not be written is not said in the library instead: the note has a way of saying it.
      for (const { paper } of changes)
        if (isFailed.has(note.uri.toString()) || !own.has(paper)) papers.add(paper);
    }
    const inverse = outcome.edited.map((uri) => ({ uri, edits: last.get(uri.toString())?.inverse ?? [] }));
    return { outcome, papers, inverse };
  }

  /** The notes as they are this moment: what is known of them follows typing and writing after a pause. */
  private async present(uris: readonly Uri[]): Promise<readonly WorkspaceNote[]> {
    const notes = await Promise.all(
      uris.map(async (uri) => {
        const known = this.notes.get(uri);
        try {
          return this.notes.of(await workspace.openTextDocument(uri)) ?? known;
        } catch {
          // Not text to the editor; the writer edits its bytes.
          return known;
        }
      }),
    );
    return notes.filter((note) => note !== undefined);
  }

  private keep(done: Done): void {
    if (done.notes.length + done.splices.length + done.own.length === 0) return;
    this.done.push(done);
    if (this.done.length > mostKept) this.done.shift();
    this.changes.fire();
  }

  private async undoNow(): Promise<string | undefined> {
    const done = this.done.at(-1);
    if (!done) return undefined;
    const changedSince = await this.undoInNotes(done);
    for (const splice of done.splices) if (!(await undoSplice(splice))) changedSince.push(splice.uri);
    for (const { folder, before } of done.own) await this.papers.restoreOwn(folder, before);
    this.done.pop();
    this.changes.fire();
    if (changedSince.length > 0) {
      throw new CodedError(
        'note.changed',
        l10n.t('Not all of it could be undone: {0} changed since.', names(changedSince)),
        { remedy: l10n.t('Undo in the note itself.') },
      );
    }
    return done.name;
  }

  /** The notes that are no longer as the change left them, which stay as they are. */
  private async undoInNotes(done: Done): Promise<Uri[]> {
    const edits = new Map(done.notes.map((note) => [note.uri.toString(), note.edits]));
    const changedSince = new Set<string>();
    const editsOf = (text: string, { uri }: WorkspaceNote): readonly TextEdit[] => {
      const inverse = edits.get(uri.toString()) ?? [];
      const stands = inverse.every(({ range, expected }) => text.slice(range.start, range.end) === expected);
      if (stands) changedSince.delete(uri.toString());
      else changedSince.add(uri.toString());
      return stands ? inverse : [];
    };
    const notes = await this.present(done.notes.map(({ uri }) => uri));
    const { failed } = await writeNotes(notes, editsOf, this.logger);
    return [...done.notes.map(({ uri }) => uri).filter((uri) => changedSince.has(uri.toString())), ...failed];
  }
}

function inverseOf(text: string, edits: readonly TextEdit[]): readonly Inverse[] {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return invertEdits(text, ordered).map((inverse, i) => ({
    ...inverse,
    expected: ordered[i]?.newText ?? '',
  }));
}

function notWritten(uris: readonly Uri[]): CodedError {
  return new CodedError('note.changed', l10n.t('{0} could not be written.', names(uris)), {
    remedy: l10n.t('Try again when nothing else is changing the notes.'),
  });
}

function names(uris: readonly Uri[]): string {
  return uris.map(({ path }) => path.split('/').at(-1)).join(', ');
}
