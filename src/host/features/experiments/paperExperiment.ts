import { l10n, Uri, window, workspace, type Position, type TextEditor, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import { quoted } from '../../../experiments/kinds/minimumRequest';
import { experimentsOfPaper, type PaperExperiment } from '../../../experiments/papersOfKinds';
import { findKind } from '../../../experiments/registry';
import { placeBelow } from '../../../notes/placeBelow';
import { keysOfPaper } from '../../../papers/keysOfPaper';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import { PaperNode } from '../readingList/listNodes';
import { pickPaper } from '../readingList/pickPaper';
import { paperAt, placedOf, type PlacedPaper } from '../readingList/targets';
import { askData, type AskDataPorts } from './askData';
import { placeForBlock, takenIds } from './insertBlock';
import { requireTrust, type ExperimentRunner } from './runner';
import { suggestId } from './suggestId';
import { findExperiment } from './targets';

export interface PaperExperimentPorts extends AskDataPorts {
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly index: ExperimentIndex;
  readonly runner: ExperimentRunner;
  readonly openResults: (folder: WorkspaceFolder, runId: string) => void;
}

/** What a hover hands to the command: the paper's names, and where the hover stands, or the paper's own entry. */
const targetSchema = z.object({
  keys: z.array(z.string()),
  note: z.string().optional(),
  line: z.number().int().nonnegative().optional(),
});

interface Chosen {
  readonly experiments: readonly PaperExperiment[];
  /** The line of a note below which the block goes; the cursor of the note at hand where there is none. */
  readonly at: { readonly uri: Uri; readonly line: number } | undefined;
}

/**
 * *Run This Paper's Experiment on Your Data…*: asks for the data, writes the paper's block below its entry, or below where
 * the hover stands, as one edit, runs it and opens its results. The run's id; undefined where no paper was picked.
 */
export async function runPaperExperiment(
  ports: PaperExperimentPorts,
  argument: unknown,
): Promise<string | undefined> {
  await requireTrust();
  const chosen = await paperMeant(ports, argument);
  if (chosen === undefined) return undefined;
  const experiment = await pickExperimentOf(chosen.experiments);
  const place = chosen.at
    ? await placeAt(ports.notes, chosen.at)
    : await placeForBlock(ports.notes, ports.index);
  const { editor, note, at, lead, tail } = { tail: '\n', ...place };
  const { version } = editor.document;
  const lines = experiment.lines ?? findKind(experiment.kind)?.starter ?? [];
  const asked = lines.some((line) => line.includes('{data}'))
    ? await askData(ports, note, l10n.t('Run This Paper’s Experiment'), 1, lines.includes(labelLine))
    : undefined;
  const id = suggestId('', experiment.kind, asked?.data, takenIds(ports.index));
  const block = [
    `\`\`\`experiment ${id}`,
    `kind: ${experiment.kind}`,
    ...(asked === undefined ? lines : filledIn(lines, asked.data, asked.label)),
    '```',
  ].join('\n');
  const written =
    editor.document.version === version &&
    (await editor.edit((edit) => edit.insert(at, lead + block + tail)));
  if (!written) {
    throw new CodedError('note.changed', l10n.t('The block could not be written into {0}.', note.path), {
      remedy: l10n.t('Check that the note can be edited, and try again.'),
    });
  }
  const found = await findExperiment(ports.index, { note: note.uri.toString(), id });
  if (!found) throw new CodedError('experiment.not-found', l10n.t('The block {0} is gone.', id));
  const runId = await ports.runner.run(found);
  ports.openResults(note.folder, runId);
  return runId;
}

/** Of a starter, where the column to predict belongs. */
const labelLine = 'label: label';

/** A kind's lines with the data in them; without a label where there is no column to name. */
function filledIn(lines: readonly string[], data: string, label: string | undefined): string[] {
  return lines.flatMap((line) => {
    if (line === labelLine) return label === undefined ? [] : [`label: ${quotedLabel(label)}`];
    return line.replace('{data}', () => quoted(data));
  });
}

function quotedLabel(label: string): string {
  return /^\d+$/u.test(label) ? label : quoted(label);
}

/** The paper of a hover, of a row of the reading list, of the line at the cursor, or one that is picked. */
async function paperMeant({ papers }: PaperExperimentPorts, argument: unknown): Promise<Chosen | undefined> {
  const target = targetSchema.safeParse(argument);
  if (target.success) {
    const { keys, note, line } = target.data;
    const at = note === undefined || line === undefined ? undefined : { uri: Uri.parse(note, true), line };
    return checked({ experiments: experimentsOfPaper(keys), at });
  }
  if (argument instanceof PaperNode) return chosenOf(papers, placedOf(argument));
  const editor = window.activeTextEditor;
  const here = editor && (await paperAt(papers, editor.document.uri, editor.selection.active.line));
  if (here && hasExperiment(here)) return chosenOf(papers, here);
  const [picked] = await pickPaper(papers, l10n.t('The paper whose experiment to run on your data'), {
    accepts: hasExperiment,
    none: l10n.t('No paper of the reading lists has an experiment of its own.'),
  });
  return picked && chosenOf(papers, picked);
}

function hasExperiment({ paper }: PlacedPaper): boolean {
  return experimentsOfPaper(keysOfPaper(paper)).length > 0;
}

function chosenOf(papers: WorkspacePapers, { folder, paper, place }: PlacedPaper): Chosen {
  const uri = papers.noteOf(folder, place)?.uri;
  return checked({
    experiments: experimentsOfPaper(keysOfPaper(paper)),
    at: uri && { uri, line: place.line },
  });
}

function checked(chosen: Chosen): Chosen {
  if (chosen.experiments.length > 0) return chosen;
  throw new CodedError('usage', l10n.t('This paper has no experiment of its own.'), {
    remedy: l10n.t('Insert a block of any kind with Insert Experiment Block.'),
  });
}

async function pickExperimentOf(experiments: readonly PaperExperiment[]): Promise<PaperExperiment> {
  const [only] = experiments;
  if (only !== undefined && experiments.length === 1) return only;
  const items = experiments.map((experiment) => {
    const kind = findKind(experiment.kind);
    return {
      label: kind?.title ?? experiment.kind,
      description: experiment.kind,
      detail: kind?.description ?? '',
      experiment,
    };
  });
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t('Which of the paper’s experiments to run'),
  });
  if (!picked) throw new AbortedError();
  return picked.experiment;
}

interface PaperPlaceInNote {
  readonly editor: TextEditor;
  readonly note: NonNullable<ReturnType<WorkspaceNotes['of']>>;
  readonly at: Position;
  readonly lead: string;
  readonly tail: string;
}

/** Below what a line of a note belongs to, in an editor that shows it. */
async function placeAt(
  notes: WorkspaceNotes,
  { uri, line }: NonNullable<Chosen['at']>,
): Promise<PaperPlaceInNote> {
  const document = await workspace.openTextDocument(uri);
  const note = notes.of(document);
  if (!note || line >= document.lineCount) {
    throw new CodedError('note.changed', l10n.t('The note has changed since.'), {
      remedy: l10n.t('Point at the paper again.'),
    });
  }
  const lines = Array.from({ length: document.lineCount }, (_, i) => document.lineAt(i).text);
  const below = placeBelow(lines, line);
  const at = document.lineAt(below.line).range.end;
  // A blank line between the block and what follows at once; an end to the last line.
  const next = lines[below.line + 1];
  const tail = next === undefined || next.trim() !== '' ? '\n' : '';
  const editor = await window.showTextDocument(document);
  return { editor, note, at, lead: below.lead, tail };
}
