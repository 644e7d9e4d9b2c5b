// Times the neighbour pass and the estimators beside their peers, then the reading of notes:
// `npm run bench [-- --large] [-- --notes] [-- --gpu]`, the last two for the notes and the GPU alone.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { NeighbourThreads } from '../src/adapters/neighbourThreads';
import { Rng } from '../src/base/rng';
import { covariance } from '../src/compute/covariance';
import type { Matrix } from '../src/compute/matrix';
import type { NeighbourTable } from '../src/compute/neighbourTable';
import { symmetricEigen } from '../src/compute/symmetricEigen';
import { mle } from '../src/science/estimators/mle';
import { estimateFromNeighbours, logDistances } from '../src/science/estimators/neighbourStatistic';
import { twoNN } from '../src/science/estimators/twonn';
import { benchGpu } from './gpu';
import { benchNotes } from './notes';

const neighbours = 20;
const repetitions = 3;
const peerSchema = z.record(z.string(), z.union([z.number(), z.string()]));

/** Noise in every direction, where nothing can be ruled out early, and a spectrum that decays as images' do. */
const shapes: readonly { name: string; rows: number; columns: number; decay: number; large: boolean }[] = [
  { name: 'decaying', rows: 2000, columns: 20, decay: 1, large: false },
  { name: 'decaying', rows: 5000, columns: 100, decay: 1, large: false },
  { name: 'isotropic', rows: 5000, columns: 100, decay: 0, large: false },
  { name: 'decaying', rows: 10_000, columns: 784, decay: 1, large: true },
  { name: 'isotropic', rows: 10_000, columns: 784, decay: 0, large: true },
];

async function main(): Promise<void> {
  if (process.argv.includes('--gpu')) return benchGpu();
  if (!process.argv.includes('--notes')) await benchNumbers();
  benchNotes();
}

async function benchNumbers(): Promise<void> {
  const threads = availableParallelism();
  const folder = await mkdtemp(join(tmpdir(), 'marginalia-bench-'));
  const script = join(folder, 'neighbourThread.js');
  await build({
    entryPoints: ['src/worker/neighbourThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
  });
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${threads} threads, Node ${process.version}`);
  console.log(`medians of ${repetitions}, in milliseconds; k = ${neighbours}\n`);
  console.log(
    '| data | step | ours | peer | peer / ours | remark |\n| --- | --- | ---: | ---: | ---: | --- |',
  );
  try {
    for (const shape of shapes) {
      if (shape.large && !process.argv.includes('--large')) continue;
      const matrix = sample(shape.rows, shape.columns, shape.decay);
      const file = join(folder, 'points.bin');
      await writeFile(file, new Uint8Array(matrix.values.buffer));
      const peer = runPeer(file, shape.rows, shape.columns);
      const data = `${shape.name} ${shape.rows} × ${shape.columns}`;
      await compare(data, matrix, new NeighbourThreads(threads, script), peer);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compare(
  data: string,
  matrix: Matrix,
  backend: NeighbourThreads,
  peer: z.infer<typeof peerSchema>,
): Promise<void> {
  let table: NeighbourTable | undefined;
  const pass = await median(
    async () => (table = await backend.nearestNeighbours(matrix, neighbours + 6, {})),
  );
  if (table === undefined) return;
  const found = table;
  const avoided = 1 - found.evaluated / (found.points * (found.points - 1));
  row(
    data,
    'neighbours',
    pass,
    peer['neighbours'],
    `${(100 * avoided).toFixed(1)} % of distances avoided; ${found.backend}`,
  );
  const logs = logDistances(found);
  const fit = twoNN({ discard: 0.1 });
  row(data, 'TwoNN with interval', await median(() => estimateFromNeighbours(found, logs, fit, 0, {})));
  const likelihood = mle({ k: neighbours, combine: 'harmonic', unbiased: false });
  row(data, 'MLE with interval', await median(() => estimateFromNeighbours(found, logs, likelihood, 0, {})));
  const eigen = await median(async () => symmetricEigen(await covariance(matrix, {}), {}));
  row(data, 'covariance spectrum', eigen, peer['spectrum']);
}

function sample(rows: number, columns: number, decay: number): Matrix {
  const rng = new Rng(1);
  const values = Float32Array.from(
    { length: rows * columns },
    (_, i) => rng.normal() / (1 + (i % columns)) ** decay,
  );
  return { rows, columns, values };
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[repetitions >> 1] ?? NaN;
}

function row(data: string, step: string, ours: number, peer?: number | string, remark = ''): void {
  const theirs = typeof peer === 'number' ? [peer.toFixed(0), (peer / ours).toFixed(2)] : ['–', '–'];
  const said = [remark, typeof peer === 'string' ? peer : ''].filter((part) => part !== '').join('; ');
  console.log(`| ${[data, step, ours.toFixed(0), ...theirs, said].join(' | ')} |`);
}

/** The peers' medians; a sentence where one could not run. */
function runPeer(file: string, rows: number, columns: number): z.infer<typeof peerSchema> {
  const args = ['bench/peers.py', file, rows, columns, neighbours, repetitions].map(String);
  // A machine may have several Pythons, of which one has the peers.
  const python = process.env['MARGINALIA_PYTHON'] ?? 'python3';
  const { status, stdout, error } = spawnSync(python, args, { encoding: 'utf8' });
  if (status === 0) return peerSchema.parse(JSON.parse(stdout));
  const reason = `no peer: ${python} ${error === undefined ? 'failed' : 'is not installed'}`;
  return { neighbours: reason, spectrum: reason };
}

void main();
