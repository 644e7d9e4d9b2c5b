import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { readNoteFile } from '../adapters/noteFiles';
import { describeError, describeSerialised, serialiseError, type CodedError } from '../base/errors';
import type { RunResult } from '../experiments/run';
import { specHash } from '../experiments/specHash';
import { backendOption, tensorFlowOption, type ComputeChoice } from './backendOption';
import { resumableRun, resumeAndFollow, runAndFollow, type FollowedRun } from './follow';
import { readNoteBlocks, type ReadyBlock } from './noteBlocks';
import { exitCodeOf, reportRun, runAsJson } from './reportRun';
import { allowCommandsOption, permitProgram } from './programPermit';
import { rootFor } from './roots';
import { ExitError, exitCodes, type ExitCode, type Io } from './terminal';
import { writeValues } from './writeValues';

interface Options extends ComputeChoice {
  root?: string;
  allowCommands: boolean;
  write: boolean;
  resume: boolean;
  json: boolean;
}

/** `marginalia run <note>[#id]`: the blocks of a note, as the editor runs them, and the values they give. */
export function registerRunCommand(program: Command, io: Io): void {
  program
    .command('run')
    .description('Run the experiment blocks of a note, then write the live values of all notes around it.')
    .argument('<note>', 'a markdown note, or one block of it: notes/digits.md#digits-dimension')
    .option('--root <folder>', 'the folder whose .marginalia holds the runs (default: nearest with one)')
    .addOption(backendOption())
    .addOption(tensorFlowOption())
    .addOption(allowCommandsOption())
    .option('--no-write', 'leave all notes as they are')
    .option(
      '--resume',
      'go on with what was paused, cancelled or crashed, where the block is the same',
      false,
    )
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  marginalia run lectures/intrinsic-dimension.md#digits-dimension')
    .action((target: string, options: Options) => runNote(target, options, io));
}

async function runNote(target: string, options: Options, io: Io): Promise<void> {
  const { path, id } = await splitTarget(target);
  const note = await readNoteFile(path);
  const root = await rootFor(dirname(path), options.root);
  const notePath = relative(root, resolve(path)).split(sep).join('/');
  const { ready, problems } = await readNoteBlocks(note, id, root, notePath);
  if (problems.length > 0) {
    tellProblems(problems, options, io);
    throw new ExitError(exitCodes.failed);
  }

  const { followed, code } = await runBlocks(ready, root, notePath, options, io);
  const finished = new Map<string, RunResult>();
  for (const { run, result } of followed) if (result) finished.set(run.spec.experimentId, result);
  const { written, failed, unfilled } = options.write
    ? await writeValues(root, notePath, finished)
    : { written: [], failed: [], unfilled: [] };
  if (options.json) {
    io.stdout(`${JSON.stringify({ runs: followed.map(runAsJson), written, failed, unfilled })}\n`);
  } else {
    for (const name of written) io.stdout(`live values written: ${name}\n`);
  }
  for (const error of [...failed, ...unfilled]) io.stderr(`${describeSerialised(error)}\n`);
  if (code !== exitCodes.ok) throw new ExitError(code);
  if (failed.length > 0) throw new ExitError(exitCodes.failed);
}

/** One after the other, each with the whole machine; the code is that of the last that did not finish. */
async function runBlocks(
  blocks: readonly ReadyBlock[],
  root: string,
  notePath: string,
  options: Options,
  io: Io,
): Promise<{ followed: readonly FollowedRun[]; code: ExitCode }> {
  const followed: FollowedRun[] = [];
  let code: ExitCode = exitCodes.ok;
  const requests = blocks.map(({ block, line, kind, spec }) => ({
    experimentId: block.id,
    kind,
    spec,
    origin: { note: notePath, line },
  }));
  // All is asked before anything runs: who has answered may walk away.
  const permits: (string | undefined)[] = [];
  for (const request of requests) permits.push(await permitProgram(root, request, options.allowCommands, io));
  for (const [i, request] of requests.entries()) {
    const hash = specHash(request.kind.id, request.spec);
    const stopped = options.resume ? await resumableRun(root, request.experimentId, hash) : undefined;
    const one = stopped
      ? await resumeAndFollow(root, stopped.spec.runId, options, io, permits[i])
      : await runAndFollow(root, request, options, io, permits[i]);
    followed.push(one);
    if (!options.json) reportRun(io, one);
    const ended = exitCodeOf(one);
    if (ended !== exitCodes.ok) code = ended;
    if (ended === exitCodes.cancelled) break;
  }
  return { followed, code };
}

/** Each on a line of its own, in the form that editors and terminals make links of. */
function tellProblems(problems: readonly CodedError[], options: Options, io: Io): void {
  for (const problem of problems) io.stderr(`${describeError(problem)}\n`);
  if (options.json) io.stdout(`${JSON.stringify({ problems: problems.map(serialiseError) })}\n`);
}

/** A `#` may belong to the file's own name: what is after the last one is an id only where that is no file. */
async function splitTarget(target: string): Promise<{ path: string; id: string | undefined }> {
  const hash = target.lastIndexOf('#');
  if (hash < 0 || (await stat(target).catch(() => undefined))) return { path: target, id: undefined };
  return { path: target.slice(0, hash), id: target.slice(hash + 1) };
}
