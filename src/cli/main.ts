import { createInterface } from 'node:readline/promises';
import { Command, CommanderError } from 'commander';
import { registerDimensionCommand } from './dimension';
import { registerExperimentCommand } from './experiment';
import { registerNotesCommand } from './notesCommand';
import { registerPapersCommand } from './papers';
import { registerRunCommand } from './run';
import { registerRunsCommand } from './runs';
import { exitCodes, reportFailure, type ExitCode, type Io } from './terminal';
import { version } from './version';

const examples = `
Examples:
  marginalia papers list meetings.md
  marginalia dimension data/digits.csv --label label --estimators twonn,mle
  marginalia run lectures/intrinsic-dimension.md#digits-dimension

Exit codes: 0 done, 1 failed, 2 a command line that makes no sense, 130 cancelled.`;

/** Runs one command line. Every verb is a thin shell over the functions that the editor uses too. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const program = new Command('marginalia')
    .description('Reading lists, intrinsic-dimension experiments and live results in markdown notes.')
    .version(version)
    .showHelpAfterError('(`marginalia help` tells more)')
    .addHelpText('after', examples)
    .configureOutput({ writeOut: (text) => io.stdout(text), writeErr: (text) => io.stderr(text) })
    .exitOverride();
  registerPapersCommand(program, io);
  registerNotesCommand(program, io);
  registerRunCommand(program, io);
  registerRunsCommand(program, io);
  registerDimensionCommand(program, io);
  registerExperimentCommand(program, io);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(io, error, args.includes('--json'));
  }
}

// Whoever read our output has had enough (`| head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort());
process.on('SIGTERM', () => interrupted.abort());

async function confirm(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/iu.test(
      (await reader.question(`${question} [y/N] `, { signal: interrupted.signal })).trim(),
    );
  } finally {
    reader.close();
  }
}

void main(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTty: process.stderr.isTTY,
  confirm: process.stdin.isTTY && process.stderr.isTTY ? confirm : undefined,
  signal: interrupted.signal,
}).then((code) => {
  process.exitCode = code;
});
