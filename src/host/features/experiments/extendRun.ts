import { l10n, window, type WorkspaceFolder } from 'vscode';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import type { Logger } from '../../../base/logger';
import { moreOf, setOption } from '../../../experiments/extension';
import { findKind } from '../../../experiments/registry';
import { writeNotes } from '../../notes/noteWriter';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import { requireTrust, type ExperimentRunner } from './runner';

export interface ExtendPorts {
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly runner: ExperimentRunner;
  readonly log: Logger;
}

/**
 * Asks how many more runs of the same there shall be, writes that into the block where it still asks for what the run
 * was asked, and starts a run that takes over all that was done. Gives the new run's id.
 */
export async function extendRun(
  { index, runs, runner, log }: ExtendPorts,
  folder: WorkspaceFolder,
  runId: string,
): Promise<string> {
  await requireTrust();
  const run = runs.in(folder).get(runId);
  const kind = run && findKind(run.spec.kind);
  const spec = kind?.schema.safeParse(run?.spec.spec);
  const asked = spec?.success ? kind?.extension?.by(spec.data) : undefined;
  if (!run || !kind || !spec?.success || !asked) {
    throw new CodedError('experiment.invalid', l10n.t('The run {0} cannot be extended.', runId));
  }
  const answer = await window.showInputBox({
    title: l10n.t('Extend {0}', run.spec.experimentId),
    prompt: l10n.t(
      'How many more? There are {0} {1}; those that were done are not done again.',
      asked.now,
      asked.noun,
    ),
    value: String(Math.min(asked.now, asked.most - asked.now)),
    validateInput: (text) => {
      const more = moreOf(kind, spec.data, Number(text));
      return more.ok ? undefined : more.error;
    },
  });
  if (answer === undefined) throw new AbortedError();
  const more = moreOf(kind, spec.data, Number(answer));
  if (!more.ok) throw new CodedError('experiment.invalid', more.error);
  const block = index
    .withId(folder, run.spec.experimentId)
    .find(({ specHash }) => specHash === run.spec.specHash);
  if (!block) return runner.runSpec(folder, run.spec, kind, more.value.spec, [runId]);
  const { key, value } = more.value;
  const { failed } = await writeNotes(
    [block.note],
    (text, note) => {
      const now = index.in({ ...note, text }).find((one) => one.specHash === run.spec.specHash);
      const edit = now && setOption(text, now.block, key, value);
      return edit ? [edit] : [];
    },
    log,
  );
  if (failed.length > 0) {
    throw new CodedError(
      'note.changed',
      l10n.t('{0} kept changing, or cannot be written to.', block.note.path),
      {
        remedy: l10n.t('Write {0} into the block, and run it.', `${key}: ${value}`),
      },
    );
  }
  return runner.runSpec(folder, run.spec, kind, more.value.spec, [runId]);
}
