import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock';
import { CodedError, serialiseError } from '../base/errors';
import type { EditorBackendChoice } from '../compute/backendChoice';
import type { Run, RunEvent, RunStore, Scheduler } from '../experiments/run';
import { hasEnded, isActive } from '../experiments/runEvents';
import type { FromPage } from '../protocol/gpuMessages';
import { processState, type ProcessState } from './processIdentity';
import { describeExit, wasAskedToStop, type ProcessExit } from './processExit';

/** The channel to a worker, as whoever lends it a GPU sees it. */
export interface WorkerPort {
  /** Nothing is sent where the worker is gone. */
  readonly send: (message: FromPage) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
}

/** A window that lends its GPU to the workers that it starts. */
export interface GpuLender {
  /** Whether a run with this choice may have it. */
  lends(backend: EditorBackendChoice): boolean;
  serve(worker: WorkerPort): void;
}

export interface ProcessSchedulerOptions {
  /** The folder that holds `.marginalia`. */
  readonly root: string;
  readonly store: RunStore;
  /** A Node binary; an editor's own is told to be one by `ELECTRON_RUN_AS_NODE`. */
  readonly nodePath: string;
  /** The bundled worker. */
  readonly workerPath: string;
  readonly clock: Clock;
  /** What finds neighbours in the runs that are started now; `auto` where it is not said. */
  readonly backend?: () => EditorBackendChoice;
  /** Where there is an editor whose window may have a GPU. */
  readonly gpu?: GpuLender;
  /** The folder with a TensorFlow.js of the user's own, by the user's settings or command line; none where it is empty. */
  readonly tensorFlow?: () => string | undefined;
}

/** A worker asked to stop gets this long to say so itself before it is killed … */
const politeMs = 600;
/** … and a killed one this long to be gone. */
const killedMs = 200;
const pollMs = 25;
/** A run whose worker has not reported its start after this long never will. */
const startWithinMs = 20_000;
/** A worker on another machine says something at every half percent: silent for so long, it is gone. */
const silentMs = 24 * 3_600_000;

/**
 * Runs each experiment in a detached process that speaks through its run's folder alone: it outlives whoever started
 * it, and anyone can follow or cancel it. Node's limit on the heap is left as it is: data lies in typed arrays, which
 * it does not count.
 */
export class ProcessScheduler implements Scheduler {
  /** The workers this process started: their exits are heard here first, with the signal. */
  private readonly children = new Map<string, ChildProcess>();
  /** Runs that are being cancelled or paused from here: the exit of their worker is no crash. */
  private readonly stopping = new Set<string>();
  /** Runs known to have ended, which need no reading again. */
  private readonly ended = new Set<string>();

  constructor(private readonly options: ProcessSchedulerOptions) {}

  async start(runId: string, permit?: string): Promise<void> {
    const { root, store, nodePath, workerPath } = this.options;
    const { state, resumed } = await store.read(runId);
    if (state !== 'created') {
      throw new CodedError('run.already-running', `The run ${runId} was started before.`);
    }
    const log = await open(join(root, '.marginalia', 'runs', runId, 'worker.log'), 'a');
    try {
      const backend = this.options.backend?.() ?? 'auto';
      const tensorFlow = this.options.tensorFlow?.() ?? '';
      const may = [
        ...(permit === undefined ? [] : ['--permit', permit]),
        ...(tensorFlow === '' ? [] : ['--tensorflow', tensorFlow]),
      ];
      const args = [workerPath, '--root', root, '--run', runId, '--backend', backend, ...may];
      const lender = this.options.gpu?.lends(backend) === true ? this.options.gpu : undefined;
      const child = spawn(nodePath, args, {
        cwd: root,
        detached: true,
        stdio: ['ignore', log.fd, log.fd, ...(lender === undefined ? [] : ['ipc' as const])],
        serialization: 'advanced',
        windowsHide: true,
        env: workerEnvironment(),
      });
      this.children.set(runId, child);
      child.on('exit', (code, signal) => void this.exited(runId, child, resumed, { code, signal }));
      await once(child, 'spawn');
      lender?.serve(portOf(child));
      child.unref();
      // The worker outlives this process, which does not wait for it.
      child.channel?.unref();
    } catch (cause) {
      this.children.delete(runId);
      const reason = cause instanceof Error ? cause.message : String(cause);
      const error = new CodedError('run.crashed', `The worker could not be started: ${reason}.`, {
        remedy: 'See the log of Marginalia.',
        cause,
      });
      await this.end(runId, { type: 'failed', at: this.at(), error: serialiseError(error) });
      throw error;
    } finally {
      await log.close();
    }
  }

  async cancel(runId: string): Promise<void> {
    this.stopping.add(runId);
    try {
      const { state } = await this.options.store.read(runId);
      if (hasEnded(state)) return;
      if (state !== 'paused') await this.askToStop(runId);
      // The event comes before the kill: whoever hears of the exit finds the run already ended.
      await this.end(runId, { type: 'cancelled', at: this.at() });
      await this.kill(runId);
    } finally {
      this.stopping.delete(runId);
    }
  }

  async pause(runId: string): Promise<void> {
    this.stopping.add(runId);
    try {
      // The event comes before the signal: a worker that is asked to stop finds in it what it is asked for.
      if (!(await this.options.store.append(runId, { type: 'paused', at: this.at() }))) {
        throw new CodedError('run.not-running', `The run ${runId} is not going on.`);
      }
      await this.askToStop(runId);
      await this.kill(runId);
    } finally {
      this.stopping.delete(runId);
    }
  }

  async resume(runId: string, permit?: string): Promise<void> {
    if (!(await this.options.store.append(runId, { type: 'resumed', at: this.at() }))) {
      throw new CodedError('run.already-running', `The run ${runId} cannot be taken up again.`, {
        remedy: 'Only a run that was paused or cancelled, or that crashed, can go on: start a new one.',
      });
    }
    this.ended.delete(runId);
    this.children.delete(runId);
    await this.start(runId, permit);
  }

  async reap(): Promise<readonly string[]> {
    const { store } = this.options;
    const crashed: string[] = [];
    for (const runId of await store.ids()) {
      if (this.ended.has(runId) || this.children.has(runId)) continue;
      const run = await store.read(runId).catch(() => undefined);
      if (!run) continue;
      if (hasEnded(run.state)) this.ended.add(runId);
      else if (isActive(run) && (await this.isGone(run)) && (await this.endOnBehalf(runId, undefined)))
        crashed.push(runId);
    }
    return crashed;
  }

  /** Returns when the worker is gone, or has had its time. */
  private async askToStop(runId: string): Promise<void> {
    const { store, clock } = this.options;
    const deadline = clock.now() + politeMs;
    for (let asked = false; clock.now() < deadline; await clock.sleep(pollMs)) {
      const run = await store.read(runId);
      const worker = await this.worker(run);
      if (worker.state !== 'running') {
        // One that nobody asked ended by itself, before: a crash that was not noticed yet.
        if (worker.state === 'gone' && !asked && run.pid !== undefined)
          await this.endOnBehalf(runId, undefined);
        if (worker.state !== 'unborn') return;
      } else if (!asked) {
        send(worker.pid, 'SIGTERM');
        asked = true;
      }
    }
  }

  private async kill(runId: string): Promise<void> {
    const { store, clock } = this.options;
    const deadline = clock.now() + killedMs;
    for (let killed = false; clock.now() < deadline; await clock.sleep(pollMs)) {
      const worker = await this.worker(await store.read(runId));
      if (worker.state !== 'running') return;
      if (!killed) send(worker.pid, 'SIGKILL');
      killed = true;
    }
  }

  /** `unborn`: it was asked for, and has neither been heard of nor been started from here. */
  private async worker(
    run: Run,
  ): Promise<{ state: 'running'; pid: number } | { state: Exclude<ProcessState, 'running'> | 'unborn' }> {
    const child = this.children.get(run.spec.runId);
    const pid = run.pid ?? child?.pid;
    if (pid === undefined) return { state: 'unborn' };
    const state = await processState(pid, run.processStart);
    return state === 'running' ? { state, pid } : { state };
  }

  private async isGone(run: Run): Promise<boolean> {
    const { clock } = this.options;
    const { state } = await this.worker(run);
    if (state === 'unborn') return clock.now() - Date.parse(run.askedAt) > startWithinMs;
    if (state === 'elsewhere') return clock.now() - Date.parse(run.heardAt) > silentMs;
    return state === 'gone';
  }

  private async exited(
    runId: string,
    child: ChildProcess,
    resumed: number,
    exit: ProcessExit,
  ): Promise<void> {
    if (this.children.get(runId) !== child) return;
    try {
      if (this.stopping.has(runId)) return;
      const run = await this.options.store.read(runId);
      // Paused from another window: its worker went as it was asked to. Resumed: it has another by now.
      if (run.state === 'paused' || run.resumed !== resumed) return;
      if (wasAskedToStop(exit)) await this.end(runId, { type: 'cancelled', at: this.at() });
      else await this.endOnBehalf(runId, exit);
    } catch {
      // The run's folder is gone: there is no one left to tell.
    } finally {
      if (this.children.get(runId) === child) this.children.delete(runId);
    }
  }

  /** Writes the last event of a worker that ended without. False when the run has one after all. */
  private async endOnBehalf(runId: string, exit: ProcessExit | undefined): Promise<boolean> {
    const { store } = this.options;
    const { state } = await store.read(runId);
    if (hasEnded(state)) return false;
    // The result is written whole, and last but for the event: only the event is missing.
    const result = await store.readResult(runId).catch(() => undefined);
    if (result) {
      await this.end(runId, { type: 'finished', at: this.at() });
      return false;
    }
    if (state === 'paused') return false;
    const error = new CodedError('run.crashed', describeExit(exit), {
      remedy: `Run it again, or resume it where it keeps what was done; what it printed is in .marginalia/runs/${runId}/worker.log.`,
    });
    return this.end(runId, { type: 'failed', at: this.at(), error: serialiseError(error) });
  }

  /** False when the run had ended before. */
  private async end(runId: string, event: RunEvent): Promise<boolean> {
    const isFirst = await this.options.store.append(runId, event);
    this.ended.add(runId);
    return isFirst;
  }

  private at(): string {
    return new Date(this.options.clock.now()).toISOString();
  }
}

/** A worker's end of the channel through which it borrows a GPU. */
function portOf(child: ChildProcess): WorkerPort {
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => void child.on('disconnect', listener),
  };
}

/** The user's environment, less what would change how Node itself runs. */
function workerEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete environment['NODE_OPTIONS'];
  delete environment['VSCODE_INSPECTOR_OPTIONS'];
  return environment;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already, which is what was asked for.
  }
}
