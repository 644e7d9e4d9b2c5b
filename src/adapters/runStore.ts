import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '../base/errors';
import { decodeKept, type KeptLine } from '../experiments/kept';
import { decodeEvents, foldEvents, foldRun, isTerminal, mayFollow } from '../experiments/runEvents';
import {
  runIdSchema,
  runResultSchema,
  runSpecSchema,
  type Run,
  type RunEvent,
  type RunResult,
  type RunSpec,
  type RunStore,
} from '../experiments/run';
import { appendLines } from './appendLines';
import { flushFolder, writeFileAtomic } from './atomicFile';
import { takeLock } from './lockFile';
import { systemClock } from './systemClock';

/** Plain names only: they become file names. */
const plainName = /^[\w-]+$/;
const soFarFile = 'so-far.json';
type ResultPart = 'whole' | 'so far';
const resultFiles = { whole: 'result.json', 'so far': soFarFile } as const;

/**
 * Runs as folders under `<root>/.marginalia/runs`. Whole files are replaced atomically; events are appended one
 * line a write and flushed. Names that start with a dot are being made or deleted and belong to nobody.
 */
export class FileRunStore implements RunStore {
  readonly folder: string;

  constructor(root: string) {
    this.folder = join(root, '.marginalia', 'runs');
  }

  /** The folder of one run; a `run.not-found` error for an id that could name anything else. */
  folderOf(runId: string): string {
    if (!runIdSchema.safeParse(runId).success) {
      throw new CodedError('run.not-found', `"${runId}" is not the id of a run.`);
    }
    return join(this.folder, runId);
  }

  /** Makes the folder under a hidden name and renames it, so that no reader sees a run without its spec. */
  async create(spec: RunSpec): Promise<void> {
    const folder = this.folderOf(spec.runId);
    const hidden = join(this.folder, `.${spec.runId}.new`);
    const firstMade = await mkdir(hidden, { recursive: true });
    const created: RunEvent = { type: 'created', at: spec.createdAt };
    await writeFileAtomic(join(hidden, 'spec.json'), json(spec));
    await writeFileAtomic(join(hidden, 'events.jsonl'), `${JSON.stringify(created)}\n`);
    await rename(hidden, folder);
    await flushFolder(this.folder);
    if (firstMade !== undefined && firstMade !== hidden) await flushFolder(dirname(firstMade));
  }

  async append(runId: string, event: RunEvent): Promise<boolean> {
    const folder = this.folderOf(runId);
    const turns = isTerminal(event) || event.type === 'paused' || event.type === 'resumed';
    if (!turns) return this.appendEvent(runId, event);
    // Worker, canceller and whoever finds the worker gone may all want to end the run: one of them does. So it is with
    // taking it up again: one worker at a time.
    const lock = await takeLock(join(folder, '.ending.lock'), systemClock);
    try {
      const appended = await this.appendEvent(runId, event);
      if (appended && event.type === 'resumed') await this.demoteResult(runId);
      if (appended && event.type === 'finished') await rm(join(folder, soFarFile), { force: true });
      return appended;
    } finally {
      await lock.release();
    }
  }

  async writeResult(runId: string, result: RunResult, part: ResultPart = 'whole'): Promise<void> {
    await writeFileAtomic(join(this.folderOf(runId), resultFiles[part]), json(result));
  }

  async appendKept(runId: string, lines: readonly KeptLine[]): Promise<void> {
    await appendLines(join(this.folderOf(runId), 'kept.jsonl'), lines);
  }

  async readKept(runId: string): Promise<readonly KeptLine[]> {
    return decodeKept((await textOrNothing(join(this.folderOf(runId), 'kept.jsonl'))) ?? '');
  }

  async writePlot(runId: string, name: string, svg: string): Promise<void> {
    await this.writeBeside(runId, 'plots', name, 'svg', svg);
  }

  async writeTable(runId: string, name: string, csv: string): Promise<void> {
    await this.writeBeside(runId, 'tables', name, 'csv', csv);
  }

  async readTable(runId: string, name: string): Promise<string | undefined> {
    if (!plainName.test(name)) return undefined;
    return textOrNothing(join(this.folderOf(runId), 'tables', `${name}.csv`));
  }

  private async writeBeside(
    runId: string,
    part: string,
    name: string,
    extension: string,
    text: string,
  ): Promise<void> {
    if (!plainName.test(name)) throw new RangeError(`file name "${name}"`);
    const folder = join(this.folderOf(runId), part);
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(join(folder, `${name}.${extension}`), text);
  }

  async read(runId: string): Promise<Run> {
    const folder = this.folderOf(runId);
    const spec = runSpecSchema.safeParse(parseJson(await this.text(runId, 'spec.json')));
    if (!spec.success) {
      throw new CodedError('run.corrupt', `spec.json of the run ${runId} is not one of ours.`, {
        remedy: 'Delete the run, or restore the file.',
        location: { file: join(folder, 'spec.json') },
      });
    }
    const log = await this.text(runId, 'events.jsonl');
    const { events } = decodeEvents(log);
    // A first line cut short by a power failure is a run just created; anything else is no log of ours.
    if (events.length === 0 && log !== '' && !/^\{[^\n]*$/.test(log)) {
      throw new CodedError('run.corrupt', `events.jsonl of the run ${runId} holds no event.`, {
        remedy: 'Delete the run, or restore the file.',
        location: { file: join(folder, 'events.jsonl') },
      });
    }
    return foldRun(spec.data, events);
  }

  async readResult(runId: string, part: ResultPart = 'whole'): Promise<RunResult | undefined> {
    const name = resultFiles[part];
    const text = await textOrNothing(join(this.folderOf(runId), name));
    if (text === undefined) return undefined;
    const result = runResultSchema.safeParse(parseJson(text));
    if (result.success) return result.data;
    throw new CodedError('run.corrupt', `${name} of the run ${runId} cannot be read.`, {
      remedy: 'Run the experiment again.',
      location: { file: join(this.folderOf(runId), name) },
    });
  }

  async list(): Promise<{ runs: Run[]; unreadable: { runId: string; reason: string }[] }> {
    const runs: Run[] = [];
    const unreadable: { runId: string; reason: string }[] = [];
    for (const runId of await this.ids()) {
      try {
        runs.push(await this.read(runId));
      } catch (error) {
        unreadable.push({ runId, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    runs.sort((a, b) => (a.spec.createdAt < b.spec.createdAt ? -1 : 1));
    return { runs, unreadable };
  }

  /** Gone at once for every reader, then removed. */
  async delete(runId: string): Promise<void> {
    const hidden = join(this.folder, `.${runId}.deleted`);
    await rename(this.folderOf(runId), hidden);
    await rm(hidden, { recursive: true, force: true });
  }

  async ids(): Promise<string[]> {
    try {
      const entries = await readdir(this.folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** False, and nothing written, where the run is not in a state that the event may follow. */
  private async appendEvent(runId: string, event: RunEvent): Promise<boolean> {
    const path = join(this.folderOf(runId), 'events.jsonl');
    const { events } = decodeEvents(await this.text(runId, 'events.jsonl'));
    if (!mayFollow(foldEvents(event.at, events), event)) return false;
    await appendLines(path, [event]);
    return true;
  }

  /** What a cancelled run had found is what the run that goes on has found so far. */
  private async demoteResult(runId: string): Promise<void> {
    const folder = this.folderOf(runId);
    try {
      await rename(join(folder, 'result.json'), join(folder, soFarFile));
      await flushFolder(folder);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  private async text(runId: string, name: string): Promise<string> {
    const folder = this.folderOf(runId);
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      const there = await stat(folder).catch(() => undefined);
      if (!there) throw new CodedError('run.not-found', `There is no run ${runId}.`, { cause: error });
      throw new CodedError('run.corrupt', `The run ${runId} has no ${name}.`, {
        remedy: 'Delete the run, or restore the file.',
        location: { file: join(folder, name) },
        cause: error,
      });
    }
  }
}

async function textOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
