import { l10n, window } from 'vscode';
import type { FoundProgram } from '../../../adapters/allowedProgram';
import { joinCommandLine, visible } from '../../../experiments/command/commandLine';

/** Shows a program before it is started for the first time; resolves to whether it may be. */
export async function askProgram(experimentId: string, program: FoundProgram): Promise<boolean> {
  const start = l10n.t('Start It');
  const question = l10n.t('{0} starts a program on this machine.', experimentId);
  const options = { modal: true, detail: describeProgram(program) };
  return (await window.showWarningMessage(question, options, start)) === start;
}

/** The command line, folder and variables, each whole: what is not shown is not allowed. */
function describeProgram({ argv, folder, environment }: FoundProgram): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    l10n.t('Command: {0}', visible(joinCommandLine(argv))),
    l10n.t('Folder: {0}', visible(folder)),
    ...(variables.length === 0
      ? []
      : [l10n.t('Added to the environment: {0}', visible(joinCommandLine(variables)))]),
    '',
    l10n.t(
      'It can do whatever you can. You are asked again when the command, its folder or its environment changes, but not when the files it runs do.',
    ),
  ].join('\n');
}
