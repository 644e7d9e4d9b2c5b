import { window, type Disposable, type TreeView, type Uri, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { CodedError } from '../../../base/errors';
import { DisposableStore } from '../../../base/lifecycle';
import type { PaperRow } from '../../../papers/facets';
import type { LibraryPaper, PaperPlace } from '../../../papers/paper';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { GroupNode, PaperNode, type ReadingListNode } from './listNodes';

/** What names a paper where plain values are wanted: in commands of rows and hovers, in what is dragged. */
export const placeTargetSchema = z.object({
  folder: z.string(),
  note: z.string(),
  line: z.number().int(),
  /** Finds the paper when its line has moved since, and among several on one line. */
  key: z.string().optional(),
});
export type PlaceTarget = z.infer<typeof placeTargetSchema>;

export interface PlacedPaper {
  readonly folder: WorkspaceFolder;
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
}

export function placeTarget(folder: WorkspaceFolder, place: PaperPlace, key?: string): PlaceTarget {
  const target = { folder: folder.uri.toString(), note: place.note, line: place.line };
  return key === undefined ? target : { ...target, key };
}

/** The paper that a plain value names; undefined for no such value. Rejects where the note has changed since. */
export async function findPaper(
  papers: WorkspacePapers,
  argument: unknown,
): Promise<PlacedPaper | undefined> {
  const target = placeTargetSchema.safeParse(argument);
  if (!target.success) return undefined;
  const { folder: uri, note, line, key } = target.data;
  const inFolder = (await papers.all()).find(({ folder }) => folder.uri.toString() === uri);
  const found =
    inFolder &&
    (key === undefined
      ? inFolder.papers.flatMap((paper) => placed(paper, note, line, false))[0]
      : inFolder.papers.flatMap((paper) => (paper.key === key ? placed(paper, note, line, true) : []))[0]);
  if (inFolder && found) return { folder: inFolder.folder, ...found };
  throw new CodedError('note.changed', 'The paper is no longer on that line of the note.', {
    remedy: 'Look for it in the Reading List.',
    location: { file: note, line: line + 1 },
  });
}

/** The paper with its place on the line, or where that may have moved the nearest in the note. */
function placed(paper: LibraryPaper, note: string, line: number, moved: boolean) {
  const places = paper.places
    .filter((place) => place.note === note && (moved || place.line === line))
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
  return places.slice(0, 1).map((place) => ({ paper, place }));
}

/** The papers of rows and groups, each once, in order. */
export function papersIn(nodes: readonly ReadingListNode[]): readonly PlacedPaper[] {
  const found = new Map<LibraryPaper, PlacedPaper>();
  for (const node of nodes) {
    for (const each of node instanceof GroupNode ? node.all() : [node]) {
      if (each instanceof PaperNode && !found.has(each.row.paper)) found.set(each.row.paper, placedOf(each));
    }
  }
  return [...found.values()];
}

export function placedOf({ folder, row: { paper, place } }: PaperNode): PlacedPaper {
  return { folder, paper, place };
}

/** What keys in the view give to commands: with the keyboard there is no row that a command is called on. */
const selectionArgument = 'selection';

/** Which papers a command is for. */
export class ChosenPapers implements Disposable {
  private readonly store = new DisposableStore();
  /** Whether the user was last in a note rather than in the view, as far as the palette can know. */
  private isInNote = false;

  constructor(
    private readonly papers: WorkspacePapers,
    private readonly view: Pick<TreeView<ReadingListNode>, 'selection' | 'onDidChangeSelection'>,
  ) {
    this.store.add(view.onDidChangeSelection(() => (this.isInNote = false)));
    this.store.add(
      window.onDidChangeTextEditorSelection(({ kind }) => {
        // Without a kind it was no person's doing: revealing a row's line, say.
        if (kind !== undefined) this.isInNote = true;
      }),
    );
  }

  /**
   * Those selected where the command was called on one of them, the row it was called on, what a plain value names;
   * from the palette the entry at the cursor or the selection of the view, where the user was last.
   */
  async of([argument, selected]: readonly unknown[]): Promise<readonly PlacedPaper[]> {
    if (Array.isArray(selected) && selected.length > 1) return papersIn(selected.filter(isNode));
    if (isNode(argument)) return papersIn([argument]);
    const inView = papersIn(this.view.selection);
    if (argument === selectionArgument) return inView;
    const named = await findPaper(this.papers, argument);
    if (named) return [named];
    if (inView.length > 0 && !this.isInNote) return inView;
    const atCursor = await paperAtCursor(this.papers);
    return atCursor ? [atCursor] : inView;
  }

  dispose(): void {
    this.store.dispose();
  }
}

function isNode(value: unknown): value is ReadingListNode {
  return value instanceof PaperNode || value instanceof GroupNode;
}

async function paperAtCursor(papers: WorkspacePapers): Promise<PlacedPaper | undefined> {
  const editor = window.activeTextEditor;
  return editor && paperAt(papers, editor.document.uri, editor.selection.active.line);
}

/** The paper that a line of a note names, the first where there are several. */
export async function paperAt(
  papers: WorkspacePapers,
  uri: Uri,
  line: number,
): Promise<PlacedPaper | undefined> {
  const isThere = (folder: WorkspaceFolder, place: PaperPlace): boolean =>
    place.line === line && papers.noteOf(folder, place)?.uri.toString() === uri.toString();
  for (const { folder, papers: all } of await papers.all()) {
    for (const paper of all) {
      const place = paper.places.find((each) => isThere(folder, each));
      if (place) return { folder, paper, place };
    }
  }
  return undefined;
}

/** The paper as a list that is not divided shows it. */
export function rowOf({ folder, paper, place }: PlacedPaper): PaperRow {
  const { priority, status, category } = paper;
  return { root: folder.uri.toString(), paper, place, priority, status, category };
}

/** Every paper, for a picker. */
export async function allPapers(papers: WorkspacePapers): Promise<readonly PlacedPaper[]> {
  return (await papers.all()).flatMap(({ folder, papers: all }) =>
    all.flatMap((paper) => paper.places.slice(0, 1).map((place) => ({ folder, paper, place }))),
  );
}
