import type { WorkspaceFolder } from 'vscode';
import { readableTitle } from '../../../notes/readableMaths';
import type { Categoriser } from '../../../papers/categorise/categoriser';
import type { PaperText } from '../../../papers/categorise/evidence';
import type { Refinement } from '../../../papers/categorise/modelRefinement';
import {
  categoriserFor,
  proposalsFor,
  textOf,
  type Proposal,
  type ProposalOptions,
} from '../../../papers/categorise/proposals';
import { nameKey } from '../../../papers/categorise/taxonomy';
import type { PaperPlace } from '../../../papers/paper';
import type { CategoriseRow, CategoriseSnapshot } from '../../../protocol/categorisePanel';
import type { FolderPapers, WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';
import { paperLabel } from '../readingList/paperText';
import { becauseText } from './reasonText';

/** A paper under review, with what is needed to write its category. */
export interface ReviewedPaper {
  readonly id: string;
  readonly folder: WorkspaceFolder;
  readonly proposal: Proposal;
  readonly categoriser: Categoriser;
  readonly text: PaperText;
}

/** The papers of the workspace that have no category, or those that were chosen, with what is suggested for them. */
export async function reviewedPapers(
  papers: WorkspacePapers,
  only: readonly string[],
): Promise<readonly ReviewedPaper[]> {
  return (await papers.all()).flatMap((inFolder) => reviewedIn(inFolder, papers, only));
}

export function paperId(folder: WorkspaceFolder, key: string): string {
  return `${folder.uri.toString()} ${key}`;
}

function reviewedIn(
  { folder, papers: library }: FolderPapers,
  papers: WorkspacePapers,
  only: readonly string[],
): readonly ReviewedPaper[] {
  const chosen = library.filter(({ key }) => only.includes(paperId(folder, key))).map(({ key }) => key);
  if (library.length === 0 || (only.length > 0 && chosen.length === 0)) return [];
  const noteAt = (place: PaperPlace): string | undefined =>
    place.body && papers.noteOf(folder, place)?.text.slice(place.body.start, place.body.end);
  const options: ProposalOptions = {
    taxonomy: readSetting('marginalia.papers.taxonomy', folder),
    noteAt,
    ...(chosen.length === 0 ? {} : { only: new Set(chosen) }),
  };
  const categoriser = categoriserFor(library, options);
  return proposalsFor(library, categoriser, options).map((proposal) => ({
    id: paperId(folder, proposal.paper.key),
    folder,
    proposal,
    categoriser,
    text: textOf(proposal.paper, noteAt),
  }));
}

export function snapshotOf(
  reviewed: readonly ReviewedPaper[],
  refined: ReadonlyMap<string, Refinement>,
  added: readonly string[],
  rest: Pick<CategoriseSnapshot, 'style' | 'canRefine'>,
): CategoriseSnapshot {
  const categorisers = [...new Set(reviewed.map(({ categoriser }) => categoriser))];
  const names = [...added, ...categorisers.flatMap(({ taxonomy }) => taxonomy.map(({ name }) => name))];
  return {
    ...rest,
    rows: reviewed.map((paper) => rowOf(paper, refined.get(paper.id))),
    categories: [...new Map(names.map((name) => [nameKey(name), name])).values()],
    learntFrom: categorisers.reduce((sum, { examples }) => sum + examples.length, 0),
    unfetched: reviewed.filter(({ proposal }) => proposal.suggestion.cannotTell === 'no-text').length,
  };
}

function rowOf({ id, proposal }: ReviewedPaper, refinement: Refinement | undefined): CategoriseRow {
  const { paper, suggestion, given } = proposal;
  const [place] = paper.places;
  const row: CategoriseRow = {
    id,
    title: readableTitle(paperLabel(paper)),
    place: place ? `${place.note}:${place.line + 1}` : '',
    ...(given === undefined ? {} : { given }),
    ...(suggestion.category === undefined ? {} : { category: suggestion.category }),
    probability: suggestion.probability,
    confidence: suggestion.confidence,
    because: becauseText(suggestion),
    alternatives: suggestion.alternatives.map((other) => ({ ...other })),
    tags: suggestion.tags.map(({ tag }) => tag),
    byModel: false,
  };
  if (!refinement) return row;
  return { ...row, category: refinement.category, because: refinement.because, byModel: true };
}
