import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { processState } from '../../src/adapters/processIdentity';
import { ProcessScheduler } from '../../src/adapters/processScheduler';
import { FileRunStore } from '../../src/adapters/runStore';
import { systemClock } from '../../src/adapters/systemClock';
import { Rng } from '../../src/base/rng';
import { prepareRun } from '../../src/experiments/prepareRun';
import { findKind } from '../../src/experiments/registry';
import { runEventSchema, type Run, type RunEvent } from '../../src/experiments/run';
import { hasEnded } from '../../src/experiments/runEvents';

let bigData: Uint8Array | undefined;

/** A folder with notes, data and runs, and the shipped worker to run them. */
export class Workplace {
  readonly store: FileRunStore;
  readonly worker = join(inject('dist'), 'worker.js');
  readonly cli = join(inject('dist'), 'cli.js');

  private constructor(readonly root: string) {
    this.store = new FileRunStore(root);
  }

  static async make(): Promise<Workplace> {
    const place = new Workplace(await mkdtemp(join(tmpdir(), 'marginalia runs-')));
    await mkdir(place.path('.vscode'));
    return place;
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), content);
  }

  text(path: string): Promise<string> {
    return readFile(this.path(path), 'utf8');
  }

  /** Removes everything, after ending the workers that still run. */
  async remove(): Promise<void> {
    const { runs } = await this.store.list();
    await Promise.all(
      runs.filter(({ state }) => !hasEnded(state)).map(({ spec }) => this.scheduler().cancel(spec.runId)),
    );
    await rm(this.root, { recursive: true, force: true });
  }

  scheduler(nodePath = process.execPath): ProcessScheduler {
    return new ProcessScheduler({
      root: this.root,
      store: this.store,
      nodePath,
      workerPath: this.worker,
      clock: systemClock,
    });
  }

  /** A run that is created and not started. */
  async create(
    options: Record<string, unknown>,
    note?: string,
    kindId = 'intrinsic-dimension',
  ): Promise<string> {
    const kind = findKind(kindId);
    if (!kind) throw new Error('there is no such kind');
    const spec = prepareRun({
      experimentId: 'shape',
      kind,
      spec: kind.schema.parse(options),
      origin: note === undefined ? {} : { note, line: 0 },
      version: '0.0.0',
      clock: systemClock,
      randomHex: () => randomBytes(2).toString('hex'),
    });
    await this.store.create(spec);
    return spec.runId;
  }

  /** A run on data that takes many seconds, and is at work. */
  async startLong(): Promise<{ runId: string; pid: number }> {
    bigData ??= gaussianNpy(60_000, 40);
    await this.write('big.npy', bigData);
    const runId = await this.create({ data: 'big.npy' });
    await this.scheduler().start(runId);
    const run = await this.until(runId, ({ state, fraction }) => state !== 'created' && fraction > 0.05);
    if (run.state !== 'running' || run.pid === undefined) throw new Error(`the run is ${run.state}`);
    return { runId, pid: run.pid };
  }

  async until(runId: string, condition: (run: Run) => boolean): Promise<Run> {
    for (;;) {
      const run = await this.store.read(runId);
      if (condition(run)) return run;
      await systemClock.sleep(20);
    }
  }

  untilEnded(runId: string): Promise<Run> {
    return this.until(runId, ({ state }) => hasEnded(state));
  }

  /** Every line of a log whose lines are all whole. */
  async events(runId: string): Promise<readonly RunEvent[]> {
    const lines = (await this.text(`.marginalia/runs/${runId}/events.jsonl`)).split('\n');
    if (lines.pop() !== '') throw new Error('the last line is torn');
    return lines.map((line) => runEventSchema.parse(JSON.parse(line)));
  }
}

/** Points of a normal distribution, as text with a header. */
export function gaussianCsv(rows: number, columns: number, seed = 1): string {
  const rng = new Rng(seed);
  const header = Array.from({ length: columns }, (_, j) => `x${j + 1}`).join(',');
  const lines = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => rng.normal().toFixed(6)).join(','),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

/** The same as a NumPy array of doubles, version 1.0 of the format. */
export function gaussianNpy(rows: number, columns: number, seed = 1): Uint8Array {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const padded = header.padEnd(64 * Math.ceil((header.length + 11) / 64) - 11) + '\n';
  const prefix = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8]);
  const rng = new Rng(seed);
  const values = Float64Array.from({ length: rows * columns }, () => rng.normal());
  return Buffer.concat([prefix, Buffer.from(padded, 'latin1'), Buffer.from(values.buffer)]);
}

/** A process whose parent has not asked yet how it ended is gone all the same. */
export async function isAlive(pid: number | undefined): Promise<boolean> {
  return pid !== undefined && (await processState(pid, undefined)) === 'running';
}
