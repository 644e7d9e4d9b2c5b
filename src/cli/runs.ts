import type { Command } from 'commander';
import { FileRunStore } from '../adapters/runStore';
import { CodedError } from '../base/errors';
import { moreOf } from '../experiments/extension';
import { keeps } from '../experiments/pausing';
import { findKind } from '../experiments/registry';
import type { Run } from '../experiments/run';
import { backendOption, tensorFlowOption, type ComputeChoice } from './backendOption';
import { resumeAndFollow, runAndFollow, schedulerOf, type FollowedRun } from './follow';
import { allowCommandsOption, permitProgram } from './programPermit';
import { exitCodeOf, reportRun, runAsJson } from './reportRun';
import { rootFor } from './roots';
import { ExitError, exitCodes, type Io } from './terminal';

interface Options extends ComputeChoice {
  root?: string;
  json: boolean;
  allowCommands: boolean;
}

const rootHelp = 'the folder whose .marginalia holds the runs (default: nearest with one)';

/** `marginalia runs <verb>`: the runs of a folder; pausing, resuming, cancelling and extending them. */
export function registerRunsCommand(program: Command, io: Io): void {
  const runs = program
    .command('runs')
    .description('List the runs of a folder; pause, resume, cancel or extend one.')
    .addHelpText('after', '\nExample:\n  marginalia runs pause mlp-threshold-20260102T030405678Z-1a2b');
  const verb = (name: string, description: string): Command =>
    runs
      .command(name)
      .description(description)
      .option('--root <folder>', rootHelp)
      .option('--json', 'print JSON', false);

  verb('list', 'The runs, newest first.').action(async (options: Options) => {
    const { runs: all } = await (await storeOf(options)).list();
    const newest = all.toReversed();
    io.stdout(options.json ? `${JSON.stringify(newest.map(asJson))}\n` : newest.map(asLine).join(''));
  });
  verb('pause', 'Stop a run so that it can go on later; what is done is kept.')
    .argument('<run>', 'its id, as `marginalia runs list` tells it')
    .action(async (runId: string, options: Options) => {
      const store = await storeOf(options);
      const { spec } = await store.read(runId);
      if (!keeps({ spec })) {
        throw new CodedError('usage', `A run of kind ${spec.kind} keeps nothing that it could go on from.`, {
          remedy: 'Cancel it, and run it again.',
        });
      }
      await schedulerOf(await rootFor('.', options.root), store, { backend: 'auto' }).pause(runId);
      tell(await store.read(runId), options, io);
    });
  verb('cancel', 'Stop a run for good; one that keeps what it has done can be resumed nevertheless.')
    .argument('<run>', 'its id')
    .action(async (runId: string, options: Options) => {
      const store = await storeOf(options);
      await schedulerOf(await rootFor('.', options.root), store, { backend: 'auto' }).cancel(runId);
      tell(await store.read(runId), options, io);
    });
  verb('resume', 'Go on with a run that was paused or cancelled, or that crashed, and follow it to its end.')
    .argument('<run>', 'its id')
    .addOption(backendOption())
    .addOption(tensorFlowOption())
    .addOption(allowCommandsOption())
    .action(async (runId: string, options: Options) => {
      const { spec } = await (await storeOf(options)).read(runId);
      const kind = findKind(spec.kind);
      const root = await rootFor('.', options.root);
      const request = kind && { ...spec, kind, spec: kind.schema.parse(spec.spec) };
      const permit = request && (await permitProgram(root, request, options.allowCommands, io));
      report(await resumeAndFollow(root, runId, options, io, permit), options, io);
    });
  verb('extend', 'Run the same with more runs: those that were done are taken over.')
    .argument('<run>', 'its id')
    .requiredOption(
      '--more <count>',
      'how many more: seeds of a list of dimensions, runs of a search',
      Number,
    )
    .addOption(backendOption())
    .addOption(tensorFlowOption())
    .addOption(allowCommandsOption())
    .action(async (runId: string, options: Options & { more: number }) => {
      const { spec } = await (await storeOf(options)).read(runId);
      const kind = findKind(spec.kind);
      if (!kind) throw new CodedError('usage', `This version knows no experiment of kind "${spec.kind}".`);
      const more = moreOf(kind, kind.schema.parse(spec.spec), options.more);
      if (!more.ok) throw new CodedError('usage', more.error);
      const { experimentId, origin } = spec;
      const request = { experimentId, kind, spec: more.value.spec, origin, reuses: [runId] };
      const root = await rootFor('.', options.root);
      const permit = await permitProgram(root, request, options.allowCommands, io);
      report(await runAndFollow(root, request, options, io, permit), options, io);
    });
}

async function storeOf({ root }: Options): Promise<FileRunStore> {
  return new FileRunStore(await rootFor('.', root));
}

function report(followed: FollowedRun, { json }: Options, io: Io): void {
  if (json) io.stdout(`${JSON.stringify(runAsJson(followed))}\n`);
  else reportRun(io, followed);
  const code = exitCodeOf(followed);
  if (code !== exitCodes.ok) throw new ExitError(code);
}

function tell(run: Run, { json }: Options, io: Io): void {
  io.stdout(json ? `${JSON.stringify(asJson(run))}\n` : asLine(run));
}

function asJson({ spec, state, fraction, message, endedAt }: Run): unknown {
  const { runId, experimentId, kind, createdAt } = spec;
  return { runId, experimentId, kind, state, createdAt, fraction, message, endedAt };
}

function asLine({ spec, state, fraction, message }: Run): string {
  const percent = `${Math.floor(100 * fraction)} %`.padStart(5);
  return `${state.padEnd(9)}  ${percent}  ${spec.runId}  ${message}\n`;
}
