import { EventEmitter, type Disposable, type TextDocument, type Uri, type WorkspaceFolder } from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import { LineIndex } from '../../base/text';
import { readSpec, type ReadSpec } from '../../experiments/readSpec';
import { specHash } from '../../experiments/specHash';
import type { ExperimentBlock } from '../../notes/experimentBlock';
import { readExperimentBlocks } from '../../notes/experimentBlocks';
import type { WorkspaceNote, WorkspaceNotes } from '../notes/workspaceNotes';

/** An experiment block in a note of the workspace, with what its text means. */
export interface NoteExperiment {
  readonly note: WorkspaceNote;
  readonly block: ExperimentBlock;
  readonly read: ReadSpec;
  /** Of the block's spec now; undefined while the block has errors. */
  readonly specHash: string | undefined;
  /** Of the opening fence, from 0. */
  readonly line: number;
}

/** Every experiment block of the workspace. A note's blocks are read again only when its text is another. */
export class ExperimentIndex implements Disposable {
  private readonly read = new Map<string, { text: string; experiments: readonly NoteExperiment[] }>();
  private everything: readonly NoteExperiment[] | undefined;
  private readonly changes = new EventEmitter<readonly Uri[]>();
  private readonly store = new DisposableStore();

  /** The notes whose blocks may have changed. */
  readonly onDidChange = this.changes.event;

  /** False until the workspace's notes have been read once: before, a block not found may only not be found yet. */
  isReady = false;
  readonly ready: Promise<void>;

  constructor(private readonly notes: WorkspaceNotes) {
    this.store.add(this.changes);
    this.ready = notes.ready.then(() => {
      this.isReady = true;
      this.everything = undefined;
    });
    this.store.add(
      notes.onDidChange((uris) => {
        this.everything = undefined;
        for (const uri of uris) if (!notes.get(uri)) this.read.delete(uri.toString());
        this.changes.fire(uris);
      }),
    );
  }

  /** In the order of notes, then of their lines. */
  all(): readonly NoteExperiment[] {
    this.everything ??= this.notes.all().flatMap((note) => this.in(note));
    return this.everything;
  }

  in(note: WorkspaceNote): readonly NoteExperiment[] {
    const key = note.uri.toString();
    const known = this.read.get(key);
    if (known?.text === note.text) return known.experiments;
    const experiments = readNoteExperiments(note);
    this.read.set(key, { text: note.text, experiments });
    return experiments;
  }

  noteOf(document: TextDocument): WorkspaceNote | undefined {
    return this.notes.of(document);
  }

  /** The document's blocks at this very version; empty where it is no note of the workspace. */
  inDocument(document: TextDocument): readonly NoteExperiment[] {
    const note = this.noteOf(document);
    return note ? this.in(note) : [];
  }

  /** Every block of the folder with that id: more than one is a mistake its author is told of. */
  withId(folder: WorkspaceFolder, id: string): readonly NoteExperiment[] {
    const uri = folder.uri.toString();
    return this.all().filter(
      (experiment) => experiment.block.id === id && experiment.note.folder.uri.toString() === uri,
    );
  }

  dispose(): void {
    this.store.dispose();
  }
}

function readNoteExperiments(note: WorkspaceNote): readonly NoteExperiment[] {
  const blocks = readExperimentBlocks(note.text);
  if (blocks.length === 0) return [];
  const lines = new LineIndex(note.text);
  return blocks.map((block) => {
    const read = readSpec(block);
    return {
      note,
      block,
      read,
      specHash: read.kind && read.spec && specHash(read.kind.id, read.spec),
      line: lines.position(block.fence.start).line,
    };
  });
}
