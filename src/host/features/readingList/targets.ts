import type { WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { CodedError } from '../../../base/errors';
import type { LibraryPaper, PaperPlace } from '../../../papers/paper';
import type { WorkspacePapers } from '../../papers/workspacePapers';

/** What the tree hands to a command: plain values, since they cross the editor. */
const placeTargetSchema = z.object({ folder: z.string(), note: z.string(), line: z.number().int() });
export type PlaceTarget = z.infer<typeof placeTargetSchema>;

export interface PlacedPaper {
  readonly folder: WorkspaceFolder;
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
}

export function placeTarget(folder: WorkspaceFolder, place: PaperPlace): PlaceTarget {
  return { folder: folder.uri.toString(), note: place.note, line: place.line };
}

/** The paper an argument means; undefined for no argument. Rejects where the note has changed since. */
export async function findPaper(
  papers: WorkspacePapers,
  argument: unknown,
): Promise<PlacedPaper | undefined> {
  const target = placeTargetSchema.safeParse(argument);
  if (!target.success) return undefined;
  const { folder: uri, note, line } = target.data;
  const inFolder = (await papers.all()).find(({ folder }) => folder.uri.toString() === uri);
  const place = inFolder?.places.find((each) => each.note === note && each.line === line);
  const paper = place && inFolder?.papers.find((each) => each.places.includes(place));
  if (inFolder && place && paper) return { folder: inFolder.folder, paper, place };
  throw new CodedError('note.changed', 'The paper is no longer on that line of the note.', {
    remedy: 'Look for it in the Reading List.',
    location: { file: note, line: line + 1 },
  });
}

/** Every place of every paper, for a picker. */
export async function allPapers(papers: WorkspacePapers): Promise<readonly PlacedPaper[]> {
  return (await papers.all()).flatMap(({ folder, papers: all }) =>
    all.flatMap((paper) => paper.places.slice(0, 1).map((place) => ({ folder, paper, place }))),
  );
}
