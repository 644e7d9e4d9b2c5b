import { l10n, window, workspace, type Memento, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { findProgram, type FoundProgram } from '../../../adapters/allowedProgram';
import { AbortedError } from '../../../base/abort';
import { joinCommandLine, visible } from '../../../experiments/command/commandLine';
import type { ExperimentKind } from '../../../experiments/kind';
import type { RunSpec } from '../../../experiments/run';

const stateKey = 'marginalia.allowedPrograms';
const permitsSchema = z.array(z.string());
/** The newest; who has allowed more is asked about the oldest again. */
const mostPermits = 500;

/** What the user is shown; resolves to whether it may be started. */
export type ShowProgram = (experimentId: string, program: FoundProgram) => Thenable<boolean>;

/**
 * Asks before a program of the user's own is started for the first time: with these words, in this folder, with these
 * variables. The answer is remembered in the editor's own storage of the workspace, out of reach of the files in it.
 */
export class ProgramConsent {
  constructor(
    private readonly memento: Memento,
    private readonly show: ShowProgram = showProgram,
  ) {}

  /** The permit for the run; undefined where its kind starts no program. Throws an `AbortedError` where the user declines. */
  async permitFor(
    folder: WorkspaceFolder,
    experimentId: string,
    kind: ExperimentKind,
    spec: Record<string, unknown>,
    origin: RunSpec['origin'],
  ): Promise<string | undefined> {
    const start = kind.program?.start(spec);
    if (start === undefined) return undefined;
    if (!workspace.isTrusted) throw new AbortedError();
    const program = await findProgram(folder.uri.fsPath, origin.note, start);
    const { permit } = program;
    if (this.permits().includes(permit)) return permit;
    if (!(await this.show(experimentId, program))) throw new AbortedError();
    await this.memento.update(stateKey, [...this.permits(), permit].slice(-mostPermits));
    return permit;
  }

  private permits(): readonly string[] {
    const parsed = permitsSchema.safeParse(this.memento.get(stateKey));
    return parsed.success ? parsed.data : [];
  }
}

async function showProgram(experimentId: string, program: FoundProgram): Promise<boolean> {
  const start = l10n.t('Start It');
  const answer = await window.showWarningMessage(
    l10n.t('{0} starts a program on this machine.', experimentId),
    { modal: true, detail: describeProgram(program) },
    start,
  );
  return answer === start;
}

/** The command line, folder and variables, each whole: what is not shown is not allowed. */
export function describeProgram({ argv, folder, environment }: FoundProgram): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    l10n.t('Command: {0}', visible(joinCommandLine(argv))),
    l10n.t('Folder: {0}', visible(folder)),
    ...(variables.length === 0
      ? []
      : [l10n.t('Environment, added: {0}', visible(joinCommandLine(variables)))]),
    '',
    l10n.t(
      'It can do whatever you can. You are asked again when the command, its folder or its environment changes, but not when the files it runs do.',
    ),
  ].join('\n');
}
