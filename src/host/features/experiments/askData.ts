import { l10n } from 'vscode';
import { columnNames } from '../../../adapters/data/columnNames';
import { err, ok, type Result } from '../../../base/result';
import { likelyLabel } from '../../../experiments/kinds/minimumRequest';
import { isGenerated, parseGenerated } from '../../../science/tasks/generatedData';
import type { WorkspaceNote } from '../../notes/workspaceNotes';
import type { DataFiles } from '../../runs/dataFiles';
import { pathFromNote, type DataCatalog } from './dataCatalog';
import { back, pickStep, type StepItem } from './stepPick';

export interface AskDataPorts {
  readonly catalog: DataCatalog;
  readonly files: DataFiles;
}

export interface AskedData {
  /** As the note writes it. */
  readonly data: string;
  /** Undefined where the data are no table, whose columns have names. */
  readonly label: string | undefined;
}

/** The data, and where they are a table and `needsLabel` says so the column that is to be predicted. */
export async function askData(
  { catalog, files }: AskDataPorts,
  note: WorkspaceNote,
  title: string,
  totalSteps: number,
  needsLabel = true,
): Promise<AskedData> {
  const all = (await catalog.list(note.folder)).map((path) => ({
    path,
    written: pathFromNote(path, note.path),
  }));
  // What lies beside the note comes first.
  const paths = [
    ...all.filter(({ path, written }) => path !== written),
    ...all.filter(({ path, written }) => path === written),
  ].map(({ written }) => written);
  for (;;) {
    const data = await pickStep({
      ...{ title, step: 1, totalSteps, items: [...paths.map(fileItem), ...tasks()] },
      placeholder: l10n.t('The data, with something to predict: pick a file or a task, or type one'),
      check: checkData,
    });
    if (data === back) continue;
    if (isGenerated(data) || !needsLabel) return { data, label: undefined };
    const found = await files.find({ folder: note.folder, note: note.path, path: data });
    const columns = found.state === 'present' ? await columnNames(found.uri.fsPath) : undefined;
    if (columns === undefined) return { data, label: undefined };
    const likely = likelyLabel(columns);
    if (likely !== undefined) return { data, label: likely };
    const label = await pickStep({
      ...{ title, step: 1, totalSteps, leadsBack: true },
      placeholder: l10n.t('The column of {0} that is to be predicted', data),
      items: columns
        .map((name, i) => ({ label: name, value: name, description: l10n.t('column {0}', i + 1) }))
        .reverse(),
    });
    if (label !== back) return { data, label };
  }
}

function checkData(text: string): Result<unknown, string> {
  const generated = parseGenerated(text);
  if (generated !== undefined) return generated;
  return /[\n"]/.test(text) ? err(l10n.t('a file’s name holds no quotes.')) : ok(text);
}

function fileItem(path: string): StepItem {
  return { label: path, value: path };
}

function tasks(): StepItem[] {
  const task = (value: string, detail: string): StepItem => ({ label: value, value, detail });
  return [
    task(
      'task:relu-teacher(features=6,width=3)',
      l10n.t('A planted answer: a network of 3 hidden units has made the answers, and none with fewer can.'),
    ),
    task(
      'task:gaussian-teacher(width=3)',
      l10n.t('Two-dimensional Gaussian data, answered by a two-layer network of 3 units.'),
    ),
    task(
      'task:linear-teacher(features=20,rank=6)',
      l10n.t('A planted answer: a linear model needs 7 random directions. Take the family linear.'),
    ),
  ];
}
