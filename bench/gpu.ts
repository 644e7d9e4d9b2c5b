// The neighbour pass on the GPU beside the processor's, on whatever adapter there is: `npm run bench -- --gpu`. On a
// software adapter only small data, unless `--full`; `--no-processor` leaves the processor out.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { NeighbourThreads } from '../src/adapters/neighbourThreads';
import { ConfirmThreads } from '../src/adapters/webgpu/confirmThreads';
import type { GpuClient } from '../src/adapters/webgpu/gpuClient';
import { startGpuProcess } from '../src/adapters/webgpu/gpuProcess';
import { webGpuFolders } from '../src/adapters/webgpu/webGpuPackage';
import { Rng } from '../src/base/rng';
import type { Matrix } from '../src/compute/matrix';
import type { NeighbourTable } from '../src/compute/neighbourTable';
import type { CandidateFinder } from '../src/compute/webgpu/candidates';
import { GpuFault } from '../src/compute/webgpu/gpuFault';
import { describeAdapter, GpuNeighbours } from '../src/compute/webgpu/gpuNeighbours';
import { tileCount } from '../src/compute/webgpu/tileLayout';

const k = 26;

interface Shape {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** The standard deviation in direction i falls as `1 / i^decay`. */
  readonly decay: number;
}

const shapes: readonly Shape[] = [
  { name: 'decaying', rows: 60_000, columns: 784, decay: 1 },
  { name: 'isotropic', rows: 60_000, columns: 784, decay: 0 },
  { name: 'decaying', rows: 1_000_000, columns: 128, decay: 1 },
];
/** What a processor that plays a GPU does in a minute or two. */
const smallShapes: readonly Shape[] = [
  { name: 'decaying', rows: 2000, columns: 784, decay: 1 },
  { name: 'decaying', rows: 4000, columns: 128, decay: 1 },
];

export async function benchGpu(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'marginalia-bench-'));
  const threads = availableParallelism();
  await build({
    entryPoints: ['src/worker/neighbourThread.ts', 'src/worker/gpuProcess.ts', 'src/worker/confirmThread.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const script = join(folder, 'gpuProcess.js');
  const processor = new NeighbourThreads(threads, join(folder, 'neighbourThread.js'));
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${threads} threads, Node ${process.version}; k = ${k}`,
  );
  try {
    const options = { script, nodePath: process.execPath, folders: webGpuFolders(process.cwd()) };
    const gpu = await startGpuProcess(options);
    const helpers = new ConfirmThreads(threads, join(folder, 'confirmThread.js'));
    try {
      await compareAll(gpu, helpers, processor);
    } finally {
      gpu.end();
      await helpers.close();
    }
  } catch (error) {
    if (!(error instanceof GpuFault)) throw error;
    console.log(`No GPU was measured: ${error.message}.`);
  } finally {
    await processor.close();
    await rm(folder, { recursive: true });
  }
}

async function compareAll(
  gpu: GpuClient,
  helpers: ConfirmThreads,
  processor: NeighbourThreads,
): Promise<void> {
  console.log(`${describeAdapter(gpu.adapter)}\n`);
  const small = gpu.adapter.software && !process.argv.includes('--full');
  if (small)
    console.log('A software adapter: small data, and no measure of a GPU; `--full` takes the large.\n');
  console.log('| data | pass | seconds | processor / this | remark |\n| --- | --- | ---: | ---: | --- |');
  for (const shape of small ? smallShapes : shapes) {
    const matrix = sample(shape);
    const own = process.argv.includes('--no-processor')
      ? undefined
      : await timed(() => processor.nearestNeighbours(matrix, k, {}));
    if (own !== undefined) row(shape, own.table.backend, own.seconds, 1, '');
    for (const tile of [64, 128] as const) {
      let remark = '';
      const finder = watched(gpu, (said) => (remark = said));
      const found = await timed(() =>
        new GpuNeighbours(finder, { tile, helpers }).nearestNeighbours(matrix, k, {}),
      );
      const ratio = own === undefined ? NaN : own.seconds / found.seconds;
      const same =
        own === undefined ? '' : `; ${equal(own.table, found.table) ? 'the same bits' : 'OTHER NUMBERS'}`;
      row(shape, `webgpu, tiles of ${tile}`, found.seconds, ratio, remark + same);
    }
  }
}

/** The finder, telling how long the device took and how much it could leave out. */
function watched(finder: CandidateFinder, tell: (remark: string) => void): CandidateFinder {
  return {
    adapter: finder.adapter,
    async find(job, receive, hooks) {
      const start = performance.now();
      const counts = await finder.find(job, receive, hooks);
      const seconds = (performance.now() - start) / 1000;
      const share = (100 * counts.comparedTiles) / tileCount(job.layout) ** 2;
      tell(`${seconds.toFixed(2)} s from upload to the last row; ${share.toFixed(1)} % of tiles compared`);
      return counts;
    },
  };
}

async function timed(
  work: () => Promise<NeighbourTable>,
): Promise<{ readonly table: NeighbourTable; readonly seconds: number }> {
  const start = performance.now();
  const table = await work();
  return { table, seconds: (performance.now() - start) / 1000 };
}

function equal(a: NeighbourTable, b: NeighbourTable): boolean {
  return a.distances.every((d, i) => d === b.distances[i]) && a.indices.every((j, i) => j === b.indices[i]);
}

function sample({ rows, columns, decay }: Shape): Matrix {
  const rng = new Rng(1);
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = rng.normal() / (1 + (i % columns)) ** decay;
  return { rows, columns, values };
}

function row(
  { name, rows, columns }: Shape,
  pass: string,
  seconds: number,
  ratio: number,
  remark: string,
): void {
  const cells = [`${name} ${rows} × ${columns}`, pass, seconds.toFixed(2), ratio.toFixed(2), remark];
  console.log(`| ${cells.join(' | ')} |`);
}
