import { spawn, type ChildProcess } from 'node:child_process';

/** A process and all that it has started since. */
export interface ProcessGroup {
  /** To all of them; nothing where they are gone. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** They are gone. */
  done(): void;
}

/**
 * The groups of processes that this one has started. A keeper, a process of its own, kills those that are left when this
 * one ends by whatever means: a group would otherwise outlive a worker that was killed.
 */
export class ProcessGroups {
  private keeper: ChildProcess | undefined;

  /** @param keeperPath the bundled keeper. */
  constructor(private readonly keeperPath: string) {}

  /** @param child started with `detached`, so that it leads a group. */
  add({ pid }: ChildProcess): ProcessGroup {
    if (pid === undefined) throw new Error('the process has not been started');
    this.tell(`+${pid}`);
    return {
      signal: (signal) => signalGroup(pid, signal),
      done: () => this.tell(`-${pid}`),
    };
  }

  private tell(line: string): void {
    if (this.keeper === undefined) {
      this.keeper = spawn(process.execPath, [this.keeperPath], {
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      // Without a keeper, only a worker that is killed outright leaves its programs behind.
      this.keeper.on('error', () => undefined);
      this.keeper.stdin?.on('error', () => undefined);
      this.keeper.unref();
    }
    this.keeper.stdin?.write(`${line}\n`);
  }
}

/** Sends a signal to a process and to all it started. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    const force = signal === 'SIGKILL' ? ['/F'] : [];
    spawn('taskkill', ['/PID', String(pid), '/T', ...force], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // They are gone already, which is what was asked for.
  }
}
