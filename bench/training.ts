// Times training in subspaces beside NumPy: `npm run bench -- --training`. PyTorch is no peer here: it is not among what
// this bench may install; docs/benchmarks.md has its figures as they were measured once.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { TrainingThreads } from '../src/adapters/trainingThreads';
import { Rng } from '../src/base/rng';
import { Arena } from '../src/compute/training/arena';
import { createTrainingKernels } from '../src/compute/training/createKernels';
import { NetworkObjective, type TrainingData } from '../src/science/models/networkObjective';
import { createOptimiser } from '../src/science/subspace/optimiser';
import { drawSubspace, type ProjectionKind } from '../src/science/subspace/projections';
import { takeParameters } from '../src/science/subspace/subspace';
import type { AbsoluteTarget } from '../src/science/subspace/target';
import type { Replica, TrainingPlan } from '../src/science/subspace/trainReplica';
import { measureRoofline, type Roofline } from './roofline';
import { least, timed, type Timing } from './timing';

const batch = 128;
const diagram = {
  dimensions: [2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256],
  seeds: 5,
  epochs: 50,
  rows: 1437,
  test: 8,
  /** Of so many runs the least of each dimension is told, and by the clock the least run. */
  times: 4,
};
const small = [64, 32, 10];
const large = [784, 64, 10];
const peerSchema = z.record(z.string(), z.number());

/** The least milliseconds of a call over short turns: what it costs while nothing else has the core. */
function leastStep(work: () => void, calls: number): number {
  const turns = Math.min(calls, 200);
  const turn = Math.ceil(calls / turns);
  for (let i = 0; i < calls / 4; i++) work();
  const times = Array.from({ length: turns }, () => {
    const start = performance.now();
    for (let i = 0; i < turn; i++) work();
    return (performance.now() - start) / turn;
  });
  return Math.min(...times);
}

function examples(rows: number, columns: number): TrainingData {
  const rng = new Rng(1);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const features = new Float32Array(new SharedArrayBuffer(4 * rows * columns));
  features.forEach((_, i) => (features[i] = rng.normal()));
  const answers = new Int32Array(new SharedArrayBuffer(4 * rows));
  answers.forEach((_, i) => (answers[i] = rng.integer(10)));
  return { rows, columns, features, answers, train: order, test: order.slice(0, diagram.test) };
}

const target: AbsoluteTarget = { split: 'test', measure: 'accuracy', value: 0.9, relative: false };

export async function benchTraining(): Promise<void> {
  // One core, as a replica of ours has; and all, for the whole diagram by the clock.
  const peers = runPeer({ ...diagram, batch, steps: true }, { OPENBLAS_NUM_THREADS: '1' });
  const onAllCores = runPeer({ ...diagram, batch, steps: false }, {});
  console.log(`\nTraining in subspaces; batches of ${batch}, float32; load ${loadavg()[0]?.toFixed(1)}\n`);
  const roof = await measureRoofline();
  console.log(`Arithmetic of one core: ${roof.gflops.toFixed(0)} GFLOP/s\n`);
  console.log('| step | ours, ms | numpy, ms | numpy / ours | remark |\n| --- | ---: | ---: | ---: | --- |');
  steps('64-32-10', small, 50, 4000, roof, peers);
  steps('784-64-10', large, 200, 200, roof, peers);
  steps('784-64-10', large, 2048, 40, roof, peers);
  await wholeDiagram(peers, onAllCores);
}

function steps(
  name: string,
  widths: readonly number[],
  dimension: number,
  calls: number,
  roof: Roofline,
  peers: z.infer<typeof peerSchema>,
): void {
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const network = { name, widths, activation: 'relu' as const };
  const objective = new NetworkObjective(network, examples(1437, widths[0] ?? 0), arena);
  const space = takeParameters(arena, objective.parameters);
  objective.initialise(arena.viewFloats(space.theta, objective.parameters), new Rng(1));
  objective.initialise(arena.viewFloats(space.base, objective.parameters), new Rng(1));
  const rows = { at: objective.train.at, count: batch };
  const alone = leastStep(() => objective.gradient(space.theta, rows, space.gradient), calls);
  const [inputs = 0, ...others] = widths;
  let [flops, below] = [0, inputs];
  others.forEach((width, l) => {
    flops += 2 * batch * below * width * (l === 0 ? 2 : 3);
    below = width;
  });
  const rate = flops / alone / 1e6;
  row(`${name}, forward and backward`, alone, undefined, share(rate, roof.gflops, 'GFLOP/s', 'arithmetic'));
  for (const kind of ['dense', 'sparse', 'fastfood'] as ProjectionKind[]) {
    const mark = arena.mark;
    const subspace = drawSubspace(kind, arena, space, dimension, new Rng(2));
    const { values, gradient } = subspace;
    const optimiser = createOptimiser('adam', arena, values, gradient, dimension, 0);
    const project = leastStep(() => {
      subspace.apply();
      subspace.pullBack();
    }, calls);
    const whole = leastStep(() => {
      objective.gradient(space.theta, rows, space.gradient);
      subspace.pullBack();
      optimiser.step(0.001);
      subspace.apply();
    }, calls);
    const remark =
      kind === 'dense'
        ? projectionShare(objective.parameters, dimension, project, roof)
        : 'beside dense numpy';
    row(`${name}, d = ${dimension}, ${kind}`, whole, peers[`${name} ${dimension}`], remark);
    arena.release(mark);
  }
}

/**
 * What a projection there and back reaches of what bounds it: two bytes and two operations an element each way, so that
 * reading as many bytes is the bound where that is slower than the arithmetic.
 */
function projectionShare(parameters: number, dimension: number, ms: number, roof: Roofline): string {
  const bytes = 2 * parameters * dimension;
  const reading = roof.reading(bytes);
  const megabytes = (bytes / 1e6).toFixed(1);
  const rate = (2 * bytes) / ms / 1e6;
  const bound = reading < roof.gflops ? `reading ${megabytes} MB` : 'arithmetic';
  return `projection ${share(rate, Math.min(reading, roof.gflops), 'GB/s', bound)}`;
}

async function wholeDiagram(
  alone: z.infer<typeof peerSchema>,
  onAll: z.infer<typeof peerSchema>,
): Promise<void> {
  const threads = availableParallelism();
  const folder = await mkdtemp(join(tmpdir(), 'marginalia-bench-'));
  const script = join(folder, 'trainingThread.js');
  await build({
    entryPoints: ['src/worker/trainingThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
  });
  const plan: TrainingPlan = {
    seed: 0,
    method: 'random',
    burnIn: 0,
    projection: 'dense',
    optimiser: 'adam',
    momentum: 0,
    rate: 0.05,
    fullRate: 0.005,
    schedule: { name: 'constant' },
    batch,
    epochs: diagram.epochs,
    target,
  };
  const replicasOf = (dimension: number): Replica[] =>
    Array.from({ length: diagram.seeds }, (_, index) => ({ dimension, index, target }));
  try {
    const backend = new TrainingThreads(threads, script);
    const network = { name: '64-32-10', widths: small, activation: 'relu' as const };
    const data = examples(diagram.rows, 64);
    const time = (dimensions: readonly number[]): Promise<Timing> =>
      timed(() => backend.train({ network, data, plan }, dimensions.flatMap(replicasOf), () => {}, {}));
    const turns = Array.from({ length: diagram.times });
    // The first has the threads start and compile.
    const first = await time(diagram.dimensions.toReversed());
    const whole: Timing[] = [];
    for (const _ of turns) whole.push(await time(diagram.dimensions.toReversed()));
    let spent = 0;
    for (const dimension of diagram.dimensions) {
      const each: Timing[] = [];
      for (const _ of turns) each.push(await time([dimension]));
      spent += least(each).spent;
    }
    const count = diagram.dimensions.length * diagram.seeds;
    const total = count * diagram.epochs * Math.ceil(diagram.rows / batch);
    const name = `64-32-10, ${diagram.dimensions.length} d × ${diagram.seeds} seeds`;
    const remark = `${total} steps with all around them; ${backend.description}`;
    row(`${name}, processor time`, spent, alone['diagram, processor'], remark);
    row(`${name}, by the clock`, least(whole).wall, leastClock(alone, onAll), remark);
    row(`${name}, processor time of the first run`, first.spent, undefined, 'threads start and compile');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** By the clock, whichever is faster: one core, or all. */
function leastClock(...peers: readonly z.infer<typeof peerSchema>[]): number | undefined {
  const clocks = peers.flatMap((peer) => peer['diagram, clock'] ?? []);
  return clocks.length > 0 ? Math.min(...clocks) : undefined;
}

function share(value: number, most: number, unit: string, of: string): string {
  return `${value.toFixed(0)} of ${most.toFixed(0)} ${unit}, ${((100 * value) / most).toFixed(0)} % of ${of}`;
}

function row(step: string, ours: number, theirs: number | undefined, remark: string): void {
  const peer = theirs === undefined ? ['–', '–'] : [theirs.toPrecision(3), (theirs / ours).toFixed(1)];
  console.log(`| ${[step, ours.toPrecision(3), ...peer, remark].join(' | ')} |`);
}

/** Milliseconds by name; nothing where NumPy is not there. */
function runPeer(
  options: Readonly<Record<string, unknown>>,
  threads: Readonly<Record<string, string>>,
): z.infer<typeof peerSchema> {
  // A machine may have several Pythons, of which one has the peers.
  const python = process.env['MARGINALIA_PYTHON'] ?? 'python3';
  const { status, stdout, stderr } = spawnSync(python, ['bench/trainingPeers.py', JSON.stringify(options)], {
    encoding: 'utf8',
    env: { ...process.env, ...threads },
  });
  if (status === 0) return peerSchema.parse(JSON.parse(stdout));
  console.log(`no NumPy to compare with: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  return {};
}
