import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { NeighbourThreads } from '../src/adapters/neighbourThreads';
import { covariance } from '../src/compute/covariance';
import type { Matrix } from '../src/compute/matrix';
import type { NeighbourTable } from '../src/compute/neighbourTable';
import { symmetricEigen } from '../src/compute/symmetricEigen';
import { estimateDimension, needsOf } from '../src/science/estimators/estimateDimension';
import { parseEstimators } from '../src/science/estimators/estimatorSpec';
import { logDistances, spareNeighbours } from '../src/science/estimators/neighbourStatistic';
import { sample, type Sample } from './samples';
import { least, tableRow, timed, type Timing } from './timing';

const neighbours = 20;
const rounds = 4;
const peerSchema = z.record(z.string(), z.union([z.tuple([z.number(), z.number()]), z.string()]));
type Peer = z.infer<typeof peerSchema>;

const shapes: readonly { kind: Sample; rows: number; columns: number; size?: 'large' | 'huge' }[] = [
  { kind: 'decaying', rows: 2000, columns: 20 },
  { kind: 'decaying', rows: 5000, columns: 100 },
  { kind: 'isotropic', rows: 5000, columns: 100 },
  { kind: 'manifold', rows: 10_000, columns: 784, size: 'large' },
  { kind: 'decaying', rows: 10_000, columns: 784, size: 'large' },
  { kind: 'isotropic', rows: 10_000, columns: 784, size: 'large' },
  { kind: 'manifold', rows: 60_000, columns: 784, size: 'huge' },
  { kind: 'isotropic', rows: 60_000, columns: 784, size: 'huge' },
];

/** Estimators that look at the table's distances and no coordinates, but for corrint where the table does not reach. */
const distancesAlone = ['twonn', 'twonn-ml', 'gride', 'mle', 'mom', 'mada', 'mind-ml', 'corrint'];
const neighbourBased = [...distancesAlone, 'tle', 'ess'];

/** What is measured beyond the small shapes. */
export interface Asked {
  readonly large: boolean;
  readonly huge: boolean;
  readonly estimators: boolean;
  readonly curves: boolean;
}

export async function benchNumbers(asked: Asked): Promise<void> {
  const threads = availableParallelism();
  const folder = await mkdtemp(join(tmpdir(), 'marginalia-bench-'));
  const script = join(folder, 'neighbourThread.js');
  await build({
    entryPoints: ['src/worker/neighbourThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
  });
  const backend = new NeighbourThreads(threads, script);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${threads} threads, Node ${process.version}`);
  console.log(`least of ${rounds} rounds, ours and the peer's in turn; milliseconds; k = ${neighbours}\n`);
  try {
    tableRow('data', 'step', 'ours', 'peer', 'peer / ours', 'cores’ time: ours', 'peer', 'ratio', 'remark');
    tableRow('---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---');
    for (const { kind, rows, columns, size } of shapes) {
      if (size !== undefined && !asked[size]) continue;
      await compare(`${kind} ${rows} × ${columns}`, sample(kind, rows, columns), backend, folder);
    }
    if (asked.estimators) await benchEstimators(backend);
    if (asked.curves) await benchCurves(backend);
  } finally {
    await backend.close();
    await rm(folder, { recursive: true });
  }
}

async function compare(
  data: string,
  matrix: Matrix,
  backend: NeighbourThreads,
  folder: string,
): Promise<void> {
  const { rows, columns } = matrix;
  const file = join(folder, 'points.bin');
  await writeFile(file, new Uint8Array(matrix.values.buffer));
  const passes: Timing[] = [];
  const spectra: Timing[] = [];
  const peers: Peer[] = [];
  let table: NeighbourTable | undefined;
  for (let round = 0; round < (rows > 20_000 ? 1 : rounds); round++) {
    for (let repetition = 0; repetition < (rows > 20_000 ? 1 : 3); repetition++) {
      passes.push(
        await timed(async () => (table = await backend.nearestNeighbours(matrix, neighbours + 6, {}))),
      );
      spectra.push(await timed(async () => symmetricEigen(await covariance(matrix, {}), {})));
    }
    peers.push(runPeer(file, rows, columns));
  }
  const avoided = table === undefined ? NaN : 1 - (2 * table.evaluated) / (rows * (rows - 1));
  const remark = `${(100 * avoided).toFixed(1)} % of distances avoided; ${table?.backend ?? ''}`;
  row(data, 'neighbours', passes, peers, remark);
  row(data, 'spectrum', spectra, peers, '');
}

/** All estimators over one table, beside the pass that made it. */
async function benchEstimators(backend: NeighbourThreads): Promise<void> {
  console.log('\nEstimators with intervals, over one table\n');
  tableRow('data', 'estimator', 'ms', 'cores’ time', 'share of the pass');
  tableRow('---', '---', '---:', '---:', '---:');
  for (const kind of ['manifold', 'isotropic'] as const) {
    const points = sample(kind, 10_000, 784);
    const specs = parseEstimators(neighbourBased.join(','));
    if (!specs.ok) throw new Error(specs.error);
    const k = Math.max(...specs.value.map((spec) => needsOf(spec, points.rows).neighbours));
    const passes: Timing[] = [];
    let table: NeighbourTable | undefined;
    for (let round = 0; round < rounds; round++) {
      passes.push(
        await timed(
          async () => (table = await backend.nearestNeighbours(points, k + spareNeighbours(k), {})),
        ),
      );
    }
    if (table === undefined) return;
    const pass = least(passes);
    const data = `${kind} ${points.rows} × ${points.columns}`;
    tableRow(data, `the pass, k = ${k + spareNeighbours(k)}`, pass.wall, pass.spent, '1');
    const spectrum = { values: new Float64Array(0), resampled: [] };
    const input = { rows: points, points, table, logs: logDistances(table), spectrum, seed: 0, backend };
    const together = { distances: 0, all: 0, wall: 0 };
    for (const spec of specs.value) {
      const timings: Timing[] = [];
      for (let round = 0; round < 2; round++)
        timings.push(await timed(() => estimateDimension(spec, input, {})));
      const { wall, spent } = least(timings);
      tableRow(data, spec.key, wall, spent, (spent / pass.spent).toFixed(2));
      together.all += spent;
      together.wall += wall;
      if (distancesAlone.includes(spec.key)) together.distances += spent;
    }
    const { distances, all, wall } = together;
    tableRow(data, 'all distance-based / pass', '', distances, (distances / pass.spent).toFixed(2));
    tableRow(data, 'all neighbour-based / pass', '', all, (all / pass.spent).toFixed(2));
    tableRow(data, 'all neighbour-based / pass, by the clock', wall, '', (wall / pass.wall).toFixed(2));
  }
}

/** The pass against the number of points, and of coordinates. */
async function benchCurves(backend: NeighbourThreads): Promise<void> {
  console.log(`\nThe neighbour pass, cores’ time in milliseconds, k = ${neighbours}\n`);
  const columns = [10, 50, 200, 784];
  tableRow('data', 'points', ...columns.map((count) => `${count} coordinates`));
  tableRow('---', '---:', ...columns.map(() => '---:'));
  for (const kind of ['manifold', 'decaying', 'isotropic'] as const) {
    for (const rows of [1000, 2500, 5000, 10_000, 20_000]) {
      const cells: string[] = [];
      for (const count of columns) {
        const matrix = sample(kind, rows, count);
        const timings: Timing[] = [];
        for (let round = 0; round < 2; round++) {
          timings.push(await timed(() => backend.nearestNeighbours(matrix, neighbours, {})));
        }
        cells.push(least(timings).spent.toFixed(0));
      }
      tableRow(kind, String(rows), ...cells);
    }
  }
}

function row(data: string, step: string, timings: Timing[], peers: readonly Peer[], remark: string): void {
  const ours = least(timings);
  const found = peers.map((peer) => peer[step]);
  const theirs = found.filter((each) => typeof each === 'object').map(([wall, spent]) => ({ wall, spent }));
  const reason = found.find((each) => typeof each === 'string');
  const peer = least(theirs);
  const cells =
    theirs.length === 0
      ? [ours.wall, '–', '–', ours.spent, '–', '–']
      : [
          ours.wall,
          peer.wall,
          (peer.wall / ours.wall).toFixed(2),
          ours.spent,
          peer.spent,
          (peer.spent / ours.spent).toFixed(2),
        ];
  tableRow(data, step, ...cells, [remark, reason ?? ''].filter((part) => part !== '').join('; '));
}

/** The peers, the least of a few repetitions; a sentence where one could not run. */
function runPeer(file: string, rows: number, columns: number): Peer {
  const args = ['bench/peers.py', file, rows, columns, neighbours, rows > 20_000 ? 1 : 3].map(String);
  // A machine may have several Pythons, of which one has the peers.
  const python = process.env['MARGINALIA_PYTHON'] ?? 'python3';
  const { status, stdout, error } = spawnSync(python, args, { encoding: 'utf8' });
  if (status === 0) return peerSchema.parse(JSON.parse(stdout));
  const reason = `no peer: ${python} ${error === undefined ? 'failed' : 'is not installed'}`;
  return { neighbours: reason, spectrum: reason };
}
