/** The GPU as users meet it, through the shipped programs: on a software adapter, since no other is at hand everywhere. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProcessScheduler, type GpuLender } from '../../src/adapters/processScheduler';
import { systemClock } from '../../src/adapters/systemClock';
import type { EditorBackendChoice } from '../../src/compute/backendChoice';
import type { ToPage } from '../../src/protocol/gpuMessages';
import { softwareAdapterEnvironment } from '../conformance/softwareAdapter';
import { borrowing, scalarPage } from '../unit/host/gpu/borrowing';
import { gaussianNpy, isAlive, Workplace } from './workplace';

const outputSchema = z.object({
  backend: z.string(),
  warnings: z.array(z.string()),
  estimates: z.array(z.unknown()),
  scale: z.array(z.unknown()),
});

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.make();
  await place.write('points.npy', gaussianNpy(400, 5));
  // As the command that the message names installs it.
  await mkdir(place.path('state/gpu/node_modules'), { recursive: true });
  const installed = dirname(createRequire(import.meta.url).resolve('webgpu'));
  await symlink(installed, place.path('state/gpu/node_modules/webgpu'), 'junction');
});

function withPackage(): NodeJS.ProcessEnv {
  return { ...softwareAdapterEnvironment(), MARGINALIA_STATE_HOME: place.path('state') };
}

afterAll(() => place.remove());

async function dimension(
  backend: string,
  env: NodeJS.ProcessEnv = withPackage(),
): Promise<z.infer<typeof outputSchema>> {
  const args = [
    'dimension',
    'points.npy',
    '--estimators',
    'twonn,mle',
    '--json',
    '--no-decimation',
    '--backend',
    backend,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [place.cli, ...args], {
    cwd: place.root,
    env,
  });
  return outputSchema.parse(JSON.parse(stdout));
}

describe('marginalia dimension --backend', () => {
  it('webgpu: the numbers of the processor, and the name of the adapter', { timeout: 300_000 }, async () => {
    const { backend, ...numbers } = await dimension('webgpu');
    const { backend: own, ...same } = await dimension('wasm');
    expect(backend).toMatch(/^WebGPU \(.+\), \d+ % of distances avoided$/);
    expect(own).toMatch(/^webassembly relaxed simd/);
    expect(numbers).toEqual(same);
  });

  it('auto: no GPU for so little', async () => {
    const { backend, warnings } = await dimension('auto');
    expect(backend).toMatch(/^webassembly relaxed simd/);
    expect(warnings.filter((warning) => warning.includes('GPU'))).toEqual([]);
  });

  it('webgpu where there is none: the processor, and says so', async () => {
    const env = { ...withPackage(), VK_ICD_FILENAMES: place.path('no-driver.json') };
    const { backend, warnings } = await dimension('webgpu', env);
    expect(backend).toMatch(/^webassembly relaxed simd/);
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^Neighbours were found on the processor, since the GPU could not be used: WebGPU finds/,
      ),
    );
  });

  it('webgpu without the package: how to install it', async () => {
    const { warnings } = await dimension('webgpu', {
      ...withPackage(),
      MARGINALIA_STATE_HOME: place.path('elsewhere'),
    });
    expect(warnings.join()).toContain(
      `the package "webgpu" is not installed; \`npm install --prefix "${place.path('elsewhere', 'gpu')}" webgpu@`,
    );
  });
});

describe('a run on the GPU of a window', () => {
  const run = async (window: ReturnType<typeof borrowing>): Promise<string> => {
    const runId = await place.create({ data: 'points.npy', estimators: ['twonn'] });
    await gpuScheduler('editor', window.relay).start(runId);
    return runId;
  };

  it('gives the numbers of the processor, and is over when the run is', async () => {
    const window = borrowing(scalarPage);
    const [lent, own] = [
      await run(window),
      await place.create({ data: 'points.npy', estimators: ['twonn'] }),
    ];
    await gpuScheduler('wasm').start(own);
    for (const runId of [lent, own]) expect((await place.untilEnded(runId)).state).toBe('finished');
    const [onGpu, onProcessor] = [await place.store.readResult(lent), await place.store.readResult(own)];
    expect(onGpu?.provenance.backend).toMatch(/^WebGPU \(Card 9000, through the editor's window\)/);
    expect(onGpu?.result).toEqual(onProcessor?.result);
    while (window.pages[0]?.isClosed !== true) await systemClock.sleep(20);
  });

  it('goes on without it when its page is closed, and says so', async () => {
    const window = borrowing(async (events) => {
      const page = await scalarPage(events);
      const tell = page.tell.bind(page);
      return Object.assign(page, {
        tell: (message: ToPage) => (message.message.type === 'points' ? events.closed() : tell(message)),
      });
    });
    const ended = await place.untilEnded(await run(window));
    expect(ended.state).toBe('finished');
    expect(ended.warnings).toEqual([
      'Neighbours were found on the processor, since the GPU could not be used: its page in the editor was closed.',
    ]);
  });
});

// Other systems do not tell a process's children in a file.
describe.runIf(process.platform === 'linux')('a run on the GPU', () => {
  beforeAll(async () => {
    await place.write('more.npy', gaussianNpy(1200, 20));
    Object.assign(process.env, withPackage());
  });

  it('goes on without it when its process is killed, and says so', { timeout: 300_000 }, async () => {
    const runId = await place.create({ data: 'more.npy', estimators: ['twonn'] });
    const scheduler = gpuScheduler();
    await scheduler.start(runId);
    const { pid: worker } = await place.until(runId, ({ pid }) => pid !== undefined);
    process.kill(await childOf(worker ?? NaN), 'SIGKILL');
    const run = await place.untilEnded(runId);
    expect(run.state).toBe('finished');
    expect(run.warnings).toContain(
      'Neighbours were found on the processor, since the GPU could not be used: its process ended early (SIGKILL).',
    );
    const result = await place.store.readResult(runId);
    expect(result?.provenance.backend).toMatch(/^webassembly relaxed simd/);
  });

  it('takes its process along when it is cancelled', { timeout: 300_000 }, async () => {
    const runId = await place.create({ data: 'more.npy', estimators: ['twonn'] });
    const scheduler = gpuScheduler();
    await scheduler.start(runId);
    const { pid: worker } = await place.until(runId, ({ pid }) => pid !== undefined);
    const gpu = await childOf(worker ?? NaN);
    await scheduler.cancel(runId);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    while (await isAlive(gpu)) await systemClock.sleep(20);
    expect(await isAlive(worker)).toBe(false);
  });
});

function gpuScheduler(backend: EditorBackendChoice = 'webgpu', gpu?: GpuLender): ProcessScheduler {
  return new ProcessScheduler({
    root: place.root,
    store: place.store,
    nodePath: process.execPath,
    workerPath: place.worker,
    clock: systemClock,
    backend: () => backend,
    ...(gpu === undefined ? {} : { gpu }),
  });
}

async function childOf(pid: number): Promise<number> {
  for (;;) {
    const [child] = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
    if (child !== undefined && child !== '') return Number(child);
    await systemClock.sleep(20);
  }
}
