import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import type { RunResult } from '../../../experiments/run';
import { insertMarker } from '../../../results/insertMarker';
import { formatLiveValue } from '../../../results/liveValue';
import { fieldsOf } from '../../../results/namedValues';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';

interface ResultName {
  readonly experimentId: string;
  /** Undefined for the whole result. */
  readonly field: string | undefined;
}

interface FieldItem extends QuickPickItem {
  readonly named?: ResultName;
}

export interface InsertPorts {
  readonly notes: WorkspaceNotes;
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
}

/** Asks which result, and puts a live value of it at the cursor, filled where there is a result: one undo. */
export async function insertResult(ports: InsertPorts): Promise<void> {
  const editor = window.activeTextEditor;
  const note = editor && ports.notes.of(editor.document);
  if (!editor || !note) {
    throw new CodedError('usage', l10n.t('A live value belongs in a markdown note of the folder.'), {
      remedy: l10n.t('Put the cursor where the value should be read.'),
    });
  }
  await Promise.all([ports.index.ready, ports.runs.ready()]);
  const { experimentId, field } = await pickField(ports, note);
  const { document, selection } = editor;
  const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const result = ports.runs.in(note.folder).latestFinished(experimentId)?.result;
  const edit = insertMarker(document.getText(), range, { experimentId, field, result, notePath: note.path });
  if (!edit.ok) throw new CodedError('usage', edit.error.message, { remedy: edit.error.remedy });
  await editor.edit((builder) => builder.replace(selection, edit.value.newText));
}

async function pickField({ index, runs }: InsertPorts, note: WorkspaceNote): Promise<ResultName> {
  const experiments = index.all().filter(({ note: other }) => other.folder === note.folder);
  const inNote = experiments.filter(({ note: other }) => other.uri.toString() === note.uri.toString());
  const ordered = [...inNote, ...experiments.filter((experiment) => !inNote.includes(experiment))];
  const items = ordered.flatMap((experiment) => fieldItems(experiment, runs));
  if (items.length === 0) {
    throw new CodedError('experiment.not-found', l10n.t('No note of the folder holds an experiment yet.'), {
      remedy: l10n.t('Insert one with “Marginalia: Insert Experiment Block”.'),
    });
  }
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t('The result to show here; it follows the experiment’s latest run'),
    matchOnDescription: true,
  });
  if (!picked?.named) throw new AbortedError();
  return picked.named;
}

function fieldItems({ note, block, read }: NoteExperiment, runs: WorkspaceRuns): FieldItem[] {
  if (block.id === '') return [];
  const result = runs.in(note.folder).latestFinished(block.id)?.result;
  const ofSpec = read.kind && read.spec ? read.kind.fields(read.spec) : [];
  const ofResult = result ? fieldsOf(result.result) : [];
  const fields = [...new Set([...ofSpec, ...ofResult])];
  const iconPath = new ThemeIcon('symbol-numeric');
  return [
    { label: block.id, kind: QuickPickItemKind.Separator },
    ...fields.map((field): FieldItem => ({
      label: `${block.id}.${field}`,
      description: valueOf(field, result),
      iconPath,
      named: { experimentId: block.id, field },
    })),
    {
      label: block.id,
      description: l10n.t('the whole result; on an empty line, as a table'),
      iconPath: new ThemeIcon('table'),
      named: { experimentId: block.id, field: undefined },
    },
  ];
}

function valueOf(field: string, result: RunResult | undefined): string {
  const value = result && formatLiveValue({ field, form: 'inline' }, result);
  return value?.ok === true ? value.value : l10n.t('not run yet');
}
