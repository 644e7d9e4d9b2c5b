import { l10n, type Command } from 'vscode';
import type { CommandId } from '../../contributions';
import { experimentTarget, runTarget } from '../experiments/targets';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { LiveValue } from './markerIndex';

/** Whether the note has another text than the latest result gives. */
export function differs({ state }: LiveValue): boolean {
  return state.state === 'outdated' || (state.state === 'stale' && state.value !== undefined);
}

/** Runs the value's experiment; undefined where no block has its id. */
export function runCommand(value: LiveValue, index: ExperimentIndex, title: string): Command | undefined {
  const [experiment] = index.withId(value.note.folder, value.marker.experimentId);
  if (!experiment) return undefined;
  return command('marginalia.experiment.run', title, experimentTarget(experiment));
}

/** Writes the latest result into every live value of the experiment. */
export function updateCommand({ note, marker }: LiveValue, title = l10n.t('Update Value')): Command {
  const target = { folder: note.folder.uri.toString(), id: marker.experimentId };
  return command('marginalia.value.update', title, target);
}

export function openCommand({ note, state }: LiveValue): Command | undefined {
  if (!('run' in state)) return undefined;
  const target = runTarget(note.folder, state.run.spec.runId);
  return command('marginalia.results.open', l10n.t('Open Results'), target);
}

function command(id: CommandId, title: string, argument: unknown): Command {
  return { command: id, title, arguments: [argument] };
}
