import { l10n, type WorkspaceFolder } from 'vscode';
import type { Logger } from '../../../base/logger';
import { applyTextEdits, invertEdits, type TextEdit } from '../../../base/text';
import {
  acceptedEdits,
  noteFor,
  type Accepted,
  type CategoryStyle,
} from '../../../papers/categorise/acceptedEdits';
import { tagsOf } from '../../../papers/categorise/suggestTags';
import type { OwnPaper } from '../../../papers/ownPaper';
import type { CategoriseDecision } from '../../../protocol/categorisePanel';
import { writeNotes } from '../../notes/noteWriter';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import type { OwnPaperChange, WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';
import type { ReviewedPaper } from './review';

export interface Applied {
  /** What became of it, in words. */
  readonly message: string;
  /** Takes all of it back; resolves with false where a note has changed since, which then stays. */
  readonly undo: () => Promise<boolean>;
}

interface ApplyPorts {
  readonly papers: WorkspacePapers;
  readonly notes: WorkspaceNotes;
  readonly log: Logger;
}

/**
 * Writes what was accepted, as one edit over the notes that one undo takes back, and into the library what the notes
 * cannot hold; remembers what was rejected.
 */
export async function applyDecisions(
  decisions: readonly CategoriseDecision[],
  reviewed: readonly ReviewedPaper[],
  style: CategoryStyle,
  ports: ApplyPorts,
): Promise<Applied> {
  const byId = new Map(reviewed.map((paper) => [paper.id, paper]));
  const known = decisions.flatMap((decision) => {
    const paper = byId.get(decision.id);
    return paper ? [{ decision, paper }] : [];
  });
  const accepted = known.flatMap(({ decision: { category }, paper }) =>
    category === undefined ? [] : [{ folder: paper.folder, one: acceptedOf(paper, category) }],
  );
  const inNotes = style === 'library' ? undefined : await writeInNotes(accepted, style, ports);
  const left = accepted.filter(({ one }) => !inNotes?.written.has(one));
  const before = await keepInLibrary(known, left, ports.papers);
  return {
    message: messageOf(accepted.length - left.length, left.length, known.length - accepted.length, style),
    undo: async () => {
      const undone = (await inNotes?.undo()) ?? true;
      for (const { folder, records } of before) await ports.papers.restoreOwn(folder, records);
      return undone;
    },
  };
}

function acceptedOf({ proposal, categoriser }: ReviewedPaper, category: string): Accepted {
  return {
    paper: proposal.paper,
    category,
    tags: tagsOf(categoriser.taxonomy, category, proposal.suggestion.tags),
  };
}

interface FolderAccepted {
  readonly folder: WorkspaceFolder;
  readonly one: Accepted;
}

async function writeInNotes(
  accepted: readonly FolderAccepted[],
  style: Exclude<CategoryStyle, 'library'>,
  { notes, log }: ApplyPorts,
): Promise<{ readonly written: ReadonlySet<Accepted>; readonly undo: () => Promise<boolean> }> {
  const touched = new Set(accepted.map(({ folder, one }) => `${folder.uri.toString()} ${noteFor(one)}`));
  const inPlay = notes.all().filter(({ folder, path }) => touched.has(`${folder.uri.toString()} ${path}`));
  const left = new Map<string, readonly Accepted[]>();
  const made = new Map<string, { readonly text: string; readonly edits: readonly TextEdit[] }>();
  const editsOf = (text: string, note: WorkspaceNote): readonly TextEdit[] => {
    const key = note.uri.toString();
    const known = made.get(key);
    if (known?.text === text) return known.edits;
    const own = accepted.filter(({ folder }) => folder === note.folder).map(({ one }) => one);
    const sections = readSetting('marginalia.readingList.sections', note.folder);
    const result = acceptedEdits(note.path, text, own, style, sections);
    left.set(key, result.left);
    made.set(key, { text, edits: result.edits });
    return result.edits;
  };
  const outcome = await writeNotes(inPlay, editsOf, log);
  const failed = new Set(outcome.failed.map(String));
  const reached = inPlay.filter(({ uri }) => !failed.has(uri.toString()));
  const written = new Set(
    accepted
      .filter(({ folder, one }) => {
        const note = reached.find((each) => each.folder === folder && each.path === noteFor(one));
        return note && !left.get(note.uri.toString())?.includes(one);
      })
      .map(({ one }) => one),
  );
  return { written, undo: () => undoNotes(reached, made, log) };
}

const nothing: TextEdit = { range: { start: 0, end: 0 }, newText: '' };

async function undoNotes(
  notes: readonly WorkspaceNote[],
  made: ReadonlyMap<string, { readonly text: string; readonly edits: readonly TextEdit[] }>,
  log: Logger,
): Promise<boolean> {
  let undone = true;
  const editsOf = (text: string, note: WorkspaceNote): readonly TextEdit[] => {
    const done = made.get(note.uri.toString());
    if (!done || done.edits.length === 0) return [];
    // As it was before: what the writer looks at first, or what someone has taken back already.
    if (text === done.text) return [nothing];
    if (text === applyTextEdits(done.text, done.edits)) return invertEdits(done.text, done.edits);
    undone = false;
    return [];
  };
  const { failed } = await writeNotes(notes, editsOf, log);
  return undone && failed.length === 0;
}

async function keepInLibrary(
  known: readonly { readonly decision: CategoriseDecision; readonly paper: ReviewedPaper }[],
  left: readonly FolderAccepted[],
  papers: WorkspacePapers,
): Promise<readonly { readonly folder: WorkspaceFolder; readonly records: readonly OwnPaper[] }[]> {
  const changes = new Map<WorkspaceFolder, OwnPaperChange[]>();
  const add = (folder: WorkspaceFolder, change: OwnPaperChange): void => {
    changes.set(folder, [...(changes.get(folder) ?? []), change]);
  };
  for (const { folder, one } of left) {
    add(folder, { paper: one.paper, change: { category: one.category, tags: [...one.tags] } });
  }
  for (const { decision, paper } of known) {
    if (decision.category !== undefined || decision.rejected === undefined) continue;
    const before = paper.proposal.paper.own?.rejectedCategories ?? [];
    const rejectedCategories = [...new Set([...before, decision.rejected])];
    add(paper.folder, { paper: paper.proposal.paper, change: { rejectedCategories } });
  }
  const written = [];
  for (const [folder, own] of changes) written.push({ folder, records: await papers.writeOwn(folder, own) });
  return written;
}

/** "11 categories written as headings · 2 kept in the library · 3 rejected" */
function messageOf(written: number, kept: number, rejected: number, style: CategoryStyle): string {
  const parts: string[] = [];
  if (written > 0) {
    parts.push(
      style === 'tags'
        ? l10n.t('{0} categories written as tags', written)
        : l10n.t('{0} categories written as headings', written),
    );
  }
  if (kept > 0) {
    parts.push(
      style === 'library'
        ? l10n.t('{0} categories kept in the library', kept)
        : l10n.t('{0} kept in the library, since their entries cannot be moved or marked', kept),
    );
  }
  if (rejected > 0) parts.push(l10n.t('{0} rejected', rejected));
  return parts.length === 0 ? l10n.t('Nothing was decided.') : parts.join(' · ');
}
