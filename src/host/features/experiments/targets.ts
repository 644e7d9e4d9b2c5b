import { l10n, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { CodedError } from '../../../base/errors';
import type { Run } from '../../../experiments/run';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';

/** What lenses, tree items and other commands hand to a command: plain values, since they cross the editor. */
const experimentTargetSchema = z.object({ note: z.string(), id: z.string(), line: z.number().optional() });
const runTargetSchema = z.object({ folder: z.string(), runId: z.string() });

export type ExperimentTarget = z.infer<typeof experimentTargetSchema>;
export type RunTarget = z.infer<typeof runTargetSchema>;

export function experimentTarget({ note, block, line }: NoteExperiment): ExperimentTarget {
  return { note: note.uri.toString(), id: block.id, line };
}

export function runTarget(folder: WorkspaceFolder, runId: string): RunTarget {
  return { folder: folder.uri.toString(), runId };
}

/**
 * The experiment an argument means, as its note is now; where two blocks share an id, the one on the line. Undefined
 * for no argument; rejects with `experiment.not-found` for a block that is gone.
 */
export async function findExperiment(
  index: ExperimentIndex,
  argument: unknown,
): Promise<NoteExperiment | undefined> {
  const target = experimentTargetSchema.safeParse(argument);
  if (!target.success) return undefined;
  const { note, id, line } = target.data;
  const document = await workspace.openTextDocument(Uri.parse(note, true));
  const candidates = index.inDocument(document).filter(({ block }) => block.id === id);
  const found = candidates.find((experiment) => experiment.line === line) ?? candidates[0];
  if (found) return found;
  throw new CodedError(
    'experiment.not-found',
    l10n.t('{0} holds no experiment {1} any more.', workspace.asRelativePath(document.uri), id),
  );
}

export function findRun(
  runs: WorkspaceRuns,
  argument: unknown,
): { readonly folder: WorkspaceFolder; readonly run: Run } | undefined {
  const target = runTargetSchema.safeParse(argument);
  if (!target.success) return undefined;
  const inFolder = runs.all().find(({ folder }) => folder.uri.toString() === target.data.folder);
  const run = inFolder?.get(target.data.runId);
  return inFolder && run ? { folder: inFolder.folder, run } : undefined;
}

/** The experiment the cursor stands in. */
export function experimentAtCursor(index: ExperimentIndex): NoteExperiment | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const offset = editor.document.offsetAt(editor.selection.active);
  return index
    .inDocument(editor.document)
    .find(({ block }) => block.fence.start <= offset && offset <= block.range.end);
}
