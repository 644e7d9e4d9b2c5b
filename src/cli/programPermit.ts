import { Option } from 'commander';
import { findProgram } from '../adapters/allowedProgram';
import { CodedError } from '../base/errors';
import { joinCommandLine, visible } from '../experiments/command/commandLine';
import type { RunRequest } from '../experiments/prepareRun';
import type { Io } from './terminal';

/** `--allow-commands`, of every verb that runs experiments. */
export function allowCommandsOption(): Option {
  return new Option(
    '--allow-commands',
    'start the programs that experiments of kind command name, without asking',
  ).default(false);
}

/**
 * The permit for the program that a run starts, after it was shown: with `--allow-commands` at once, at a terminal after a
 * question. Undefined where its kind starts none. Throws `program.not-allowed` where nobody allows it.
 */
export async function permitProgram(
  root: string,
  { experimentId, kind, spec, origin }: Pick<RunRequest, 'experimentId' | 'kind' | 'spec' | 'origin'>,
  allowed: boolean,
  io: Io,
): Promise<string | undefined> {
  const start = kind.program?.start(spec);
  if (start === undefined) return undefined;
  const { argv, folder, environment, permit } = await findProgram(root, origin.note, start);
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const shown = [
    `${experimentId} starts: ${joinCommandLine(argv)}`,
    `  in ${folder}`,
    ...(variables.length === 0 ? [] : [`  with ${joinCommandLine(variables)}`]),
  ];
  io.stderr(`${shown.map(visible).join('\n')}\n`);
  if (allowed || (await io.confirm?.('Start it?')) === true) return permit;
  throw new CodedError('program.not-allowed', `The program of ${experimentId} was not started.`, {
    remedy: io.confirm === undefined ? 'Look at it, and allow it with `--allow-commands`.' : '',
  });
}
