import { l10n, type WorkspaceFolder } from 'vscode';
import { columnNames } from '../../../adapters/data/columnNames';
import { CodedError } from '../../../base/errors';
import { err, ok, type Result } from '../../../base/result';
import {
  likelyLabel,
  minimumBlock,
  parseTargetAndBudget,
  suggestTarget,
  type MinimumRequest,
} from '../../../experiments/kinds/minimumRequest';
import { parseFamily } from '../../../science/models/modelFamily';
import { isGenerated, parseGenerated } from '../../../science/tasks/generatedData';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { DataFiles } from '../../runs/dataFiles';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { pathFromNote, type DataCatalog } from './dataCatalog';
import { placeForBlock, takenIds, type BlockPlace } from './insertBlock';
import { requireTrust, type ExperimentRunner } from './runner';
import { back, pickStep, typeStep, type StepItem } from './stepPick';
import { suggestId } from './suggestId';
import { findExperiment } from './targets';

export interface EstimatePorts {
  readonly notes: WorkspaceNotes;
  readonly index: ExperimentIndex;
  readonly catalog: DataCatalog;
  readonly files: DataFiles;
  readonly runner: ExperimentRunner;
  readonly openResults: (folder: WorkspaceFolder, runId: string) => void;
}

const totalSteps = 3;

/**
 * *Estimate Minimum Parameters…*: asks for data, models, and a target with a budget; writes the block into the note at
 * hand as one edit, runs it and opens its results. The run's id.
 */
export async function estimateMinimum(ports: EstimatePorts): Promise<string> {
  await requireTrust();
  const place = await placeForBlock(ports.notes, ports.index);
  const request = await askRequest(ports, place);
  const { editor, note, at, lead } = place;
  const id = suggestId(
    '',
    'minimum',
    isGenerated(request.data) ? taskName(request.data) : request.data,
    takenIds(ports.index),
  );
  const text = `${lead}${minimumBlock(id, request).join('\n')}\n`;
  const written = await editor.edit((edit) => edit.insert(at, text));
  if (!written) {
    throw new CodedError('note.changed', l10n.t('The block could not be written into {0}.', note.path), {
      remedy: l10n.t('Check that the note can be edited, and try again.'),
    });
  }
  const experiment = await findExperiment(ports.index, { note: note.uri.toString(), id });
  if (!experiment) throw new CodedError('experiment.not-found', l10n.t('The block {0} is gone.', id));
  const runId = await ports.runner.run(experiment);
  ports.openResults(note.folder, runId);
  return runId;
}

/** The three steps, each with a way back to the one before. */
async function askRequest(ports: EstimatePorts, place: BlockPlace): Promise<MinimumRequest> {
  const title = l10n.t('Estimate Minimum Parameters');
  for (;;) {
    const { data, label } = await askData(ports, place, title);
    for (;;) {
      const family = await pickStep({
        ...{ title, step: 2, totalSteps, items: families() },
        placeholder: l10n.t(
          'The networks among which the smallest is looked for: pick, or type another family',
        ),
        check: parseFamily,
      });
      if (family === back) break;
      const target = await typeStep({
        ...{ title, step: 3, totalSteps, value: suggestTarget(data), check: parseTargetAndBudget },
        prompt: l10n.t(
          'When a run has succeeded, and how many runs at most: accuracy >= 0.9, 120 runs; or loss <= 0.05, 60 runs, 10 minutes',
        ),
      });
      if (target === back) continue;
      const parsed = parseTargetAndBudget(target);
      if (parsed.ok) return { data, label, family, ...parsed.value };
    }
  }
}

/** The data, and where they are a table the column that is to be predicted. */
async function askData(
  { catalog, files }: EstimatePorts,
  { note }: BlockPlace,
  title: string,
): Promise<Pick<MinimumRequest, 'data' | 'label'>> {
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
    if (isGenerated(data)) return { data, label: undefined };
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

function families(): StepItem[] {
  const family = (value: string, detail: string): StepItem => ({ label: value, value, detail });
  return [
    family('mlp(in-{1..64}-out)', l10n.t('One hidden layer of 1 to 64 units')),
    family('mlp(in-{8,16,32,64,128,256}-out)', l10n.t('One hidden layer, widths by powers of two')),
    family('mlp(in-{1..64}-{1..64}-out)', l10n.t('Two hidden layers of the same width, 1 to 64')),
    family('mlp(in-{1..64}-out, tanh)', l10n.t('One hidden layer with tanh')),
    family('linear', l10n.t('A linear model: only its directions are counted')),
  ];
}

/** `task:relu-teacher(width=3)` → `relu-teacher`. */
function taskName(data: string): string {
  return data.replace(/^\w+:/, '').replace(/\(.*$/s, '');
}
