import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { fromGpuSchema } from '../../protocol/gpuMessages';
import { GpuClient, type GpuLink } from './gpuClient';

const endingMs = 500;

export interface GpuProcessOptions {
  /** The built `gpuProcess.js`. */
  readonly script: string;
  /** A Node binary, which Electron's own is not: it forbids the buffers that the package shares with drivers. */
  readonly nodePath: string;
  /** Where the package is looked for. */
  readonly folders: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** A GPU in a process of its own, which may crash. Rejects with a GpuFault where there is none to be had. */
export async function startGpuProcess(options: GpuProcessOptions): Promise<GpuClient> {
  const { script, nodePath, folders, signal } = options;
  if (!existsSync(script)) throw new GpuFault('unavailable', `${script} is missing`);
  return GpuClient.open(linkTo(script, nodePath), folders, signal);
}

function linkTo(script: string, nodePath: string): GpuLink {
  const child = fork(script, [], {
    execPath: nodePath,
    execArgv: [],
    cwd: dirname(script),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        child.send(message, undefined, {}, (error) => {
          if (error === null) return resolve();
          // How it ended is heard of a moment later, and tells more.
          const fault = new GpuFault('lost', `its process does not listen (${error.message})`);
          setTimeout(() => reject(fault), endingMs);
        });
      }),
    listen: (hear, fail) => {
      child.on('message', (message: unknown) => hear(fromGpuSchema.parse(message)));
      child.on('error', (error) =>
        fail(new GpuFault('unavailable', `its process could not be started (${error.message})`)),
      );
      child.on('exit', (code, exitSignal) =>
        fail(new GpuFault('lost', `its process ended early (${exitSignal ?? `exit code ${code}`})`)),
      );
    },
    end: () => void child.kill('SIGKILL'),
  };
}
