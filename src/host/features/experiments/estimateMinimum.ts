import { l10n, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../../base/errors';
import {
  minimumBlock,
  parseTargetAndBudget,
  suggestTarget,
  type MinimumRequest,
} from '../../../experiments/kinds/minimumRequest';
import { parseFamily } from '../../../science/models/modelFamily';
import { isGenerated } from '../../../science/tasks/generatedData';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { DataFiles } from '../../runs/dataFiles';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { askData } from './askData';
import type { DataCatalog } from './dataCatalog';
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
    const { data, label } = await askData(ports, place.note, title, totalSteps);
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
