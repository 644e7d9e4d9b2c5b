import { throwIfAborted } from '../../base/abort';
import type { WorkHooks } from '../work';
import type { CandidateBlock, CandidateCounts, CandidateFinder, CandidateJob } from './candidates';
import type { GpuAdapterName, GpuBuffer, GpuDevice, GpuPipeline } from './device';
import { checked, DeviceBuffers, readBack } from './deviceBuffers';
import { GpuFault } from './gpuFault';
import { entryBytes, planMemory, stateBytes, tileBytes, type MemoryPlan, type TileRange } from './memoryPlan';
import { jobBytes, jobParameters } from './kernelJob';
import { neighbourKernel, unlimited } from './neighbourKernel';
import { tileCount } from './tileLayout';

/** A batch is meant to take this long: a cancelled run is gone soon, and no watchdog wakes. */
const batchMs = 100;
const mostGrowth = 4;
const uploadShare = 0.05;

/** The search for candidates on a device of this process. */
export class DeviceCandidates implements CandidateFinder {
  /** The kernels compiled so far, by the size of their tiles. */
  private readonly pipelines = new Map<number, Promise<GpuPipeline>>();

  /** @param now milliseconds, for the length of batches alone. @param pieceBytes of points that are asked for at a time. */
  constructor(
    private readonly device: GpuDevice,
    readonly adapter: GpuAdapterName,
    private readonly now: () => number,
    private readonly pieceBytes = 2 ** 23,
  ) {}

  async find(
    job: CandidateJob,
    receive: (block: CandidateBlock) => Promise<void>,
    hooks: WorkHooks,
  ): Promise<CandidateCounts> {
    const { device } = this;
    const memory = planMemory(job, device.limits);
    const buffers = new DeviceBuffers(device);
    const pipeline = this.pipelines.get(job.layout.size) ?? this.compile(job.layout.size);
    this.pipelines.set(job.layout.size, pipeline);
    const { now, pieceBytes } = this;
    const search = new DeviceSearch(device, pipeline, job, memory, buffers, now, pieceBytes, hooks);
    const lost = device.lost.then(({ message }) => {
      throw new GpuFault('lost', `the device was lost (${message.trim() || 'no reason given'})`);
    });
    try {
      return await Promise.race([search.run(receive), lost]);
    } catch (error) {
      throwIfAborted(hooks.signal);
      if (error instanceof GpuFault || !(error instanceof Error) || !deviceErrors.has(error.name))
        throw error;
      throw new GpuFault('lost', `the device stopped working (${error.message})`);
    } finally {
      search.stop();
      buffers.destroy();
    }
  }

  private compile(tile: 64 | 128): Promise<GpuPipeline> {
    const { device } = this;
    const code = neighbourKernel(tile);
    return checked(device, () =>
      device.createComputePipelineAsync({
        layout: 'auto',
        compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
      }),
    );
  }
}

/** Names of what a device's promises reject with when it goes away, by the specification. */
const deviceErrors = new Set(['AbortError', 'OperationError', 'InvalidStateError']);

interface SearchBuffers {
  readonly shards: readonly GpuBuffer[];
  readonly starts: GpuBuffer;
  readonly boxes: GpuBuffer;
  readonly lists: GpuBuffer;
  readonly states: GpuBuffer;
  readonly job: GpuBuffer;
  readonly reader: GpuBuffer;
}

class DeviceSearch {
  private stopped = false;
  /** Pairs of tiles in the next batch. */
  private batch = 0;
  private done = 0;
  private compared = 0;

  constructor(
    private readonly device: GpuDevice,
    private readonly pipeline: Promise<GpuPipeline>,
    private readonly job: CandidateJob,
    private readonly memory: MemoryPlan,
    private readonly buffers: DeviceBuffers,
    private readonly now: () => number,
    private readonly pieceBytes: number,
    private readonly hooks: WorkHooks,
  ) {}

  /** Ends a run that nobody waits for any more. */
  stop(): void {
    this.stopped = true;
  }

  async run(receive: (block: CandidateBlock) => Promise<void>): Promise<CandidateCounts> {
    const { device, memory } = this;
    const pipeline = await this.pipeline;
    const buffers = await checked(device, () => this.allocate());
    await this.upload(buffers);
    // What is found is taken while the device goes on with the next block.
    let taken: Promise<unknown> = Promise.resolve();
    for (const block of memory.blocks) {
      const kept = await checked(device, () => this.searchBlock(block, pipeline, buffers));
      await taken;
      taken = receive({ firstTile: block.from, tiles: block.to - block.from, kept });
      // Where it fails, the next wait tells.
      taken.catch(() => undefined);
    }
    await taken;
    return { comparedTiles: this.compared };
  }

  private allocate(): SearchBuffers {
    const { buffers, job, memory } = this;
    const most = Math.max(...memory.blocks.map((block) => this.pointsOf(block)));
    const read = most * Math.max(entryBytes * job.keep, stateBytes);
    return {
      shards: memory.shards.map(({ from, to }) => buffers.input((to - from) * tileBytes(job))),
      starts: buffers.input(job.layout.starts.byteLength),
      boxes: buffers.input(job.boxes.byteLength),
      lists: buffers.output(entryBytes * most * job.keep),
      states: buffers.output(stateBytes * most),
      job: buffers.uniform(jobBytes),
      reader: buffers.reader(read),
    };
  }

  private async upload(buffers: SearchBuffers): Promise<void> {
    const { device, job, memory } = this;
    device.queue.writeBuffer(buffers.starts, 0, job.layout.starts);
    device.queue.writeBuffer(buffers.boxes, 0, job.boxes);
    const bytes = tileBytes(job);
    const step = Math.max(1, Math.floor(this.pieceBytes / bytes));
    const tiles = tileCount(job.layout);
    for (const [i, { from, to }] of memory.shards.entries()) {
      for (let tile = from; tile < to; tile += step) {
        const packed = await job.pack(tile, Math.min(tile + step, to));
        device.queue.writeBuffer(buffers.shards[i] as GpuBuffer, (tile - from) * bytes, packed);
        await this.pause();
        this.hooks.onProgress?.((uploadShare * Math.min(tile + step, to)) / tiles);
      }
      await device.queue.onSubmittedWorkDone();
    }
  }

  private async searchBlock(
    block: TileRange,
    pipeline: GpuPipeline,
    buffers: SearchBuffers,
  ): Promise<Uint32Array<ArrayBuffer>> {
    const { device, job, memory } = this;
    const points = this.pointsOf(block);
    const states = new Uint32Array((stateBytes / 4) * points);
    const limit = new Uint32Array(Float32Array.of(unlimited).buffer)[0] as number;
    for (let i = 0; i < points; i++) states[(stateBytes / 4) * i] = limit;
    device.queue.writeBuffer(buffers.states, 0, states);
    const own = memory.shards.findIndex(({ from, to }) => from <= block.from && block.to <= to);
    // Its own shard first: limits that are small early spare most of the others.
    const order = [own, ...memory.shards.keys()].filter((shard, i, all) => all.indexOf(shard) === i);
    for (const shard of order) await this.searchShard(block, own, shard, pipeline, buffers);
    const left = await readBack(device, buffers.states, buffers.reader, stateBytes * points);
    for (let i = 3; i < left.length; i += stateBytes / 4) this.compared += left[i] as number;
    return readBack(device, buffers.lists, buffers.reader, entryBytes * points * job.keep);
  }

  private async searchShard(
    block: TileRange,
    own: number,
    shard: number,
    pipeline: GpuPipeline,
    buffers: SearchBuffers,
  ): Promise<void> {
    const { device, job, memory } = this;
    const { from, to } = memory.shards[shard] as TileRange;
    const resources = [
      buffers.job,
      buffers.shards[own] as GpuBuffer,
      buffers.shards[shard] as GpuBuffer,
      buffers.starts,
      buffers.boxes,
      buffers.lists,
      buffers.states,
    ];
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const tiles = block.to - block.from;
    const total = tiles * memory.shards.reduce((sum, each) => sum + each.to - each.from, 0);
    for (let position = 0; position < to - from;) {
      const end = Math.min(to - from, position + Math.max(1, Math.floor(this.batch / tiles)));
      const parameters = jobParameters({
        dimensions: job.dimensions,
        coarse: job.coarse,
        boxDimensions: job.boxDimensions,
        keep: job.keep,
        firstQuery: block.from,
        firstBase: from,
        bases: to - from,
        from: position,
        to: end,
        queryShard: (memory.shards[own] as TileRange).from,
        blockStart: job.layout.starts[block.from] as number,
        margin: job.margin,
      });
      device.queue.writeBuffer(buffers.job, 0, parameters);
      await this.dispatch(tiles, (end - position) * tiles, pipeline, group);
      position = end;
      const searched = this.done / (total * (tileCount(job.layout) / tiles));
      this.hooks.onProgress?.(uploadShare + (1 - uploadShare) * searched);
    }
  }

  /** One batch; the next is as much longer or shorter as this one took too little or too much time. */
  private async dispatch(tiles: number, pairs: number, pipeline: GpuPipeline, group: object): Promise<void> {
    const { device } = this;
    const start = this.now();
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(tiles);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    const took = Math.max(this.now() - start, batchMs / mostGrowth);
    this.batch = (pairs * batchMs) / took;
    this.done += pairs;
    await this.pause();
  }

  private async pause(): Promise<void> {
    await this.hooks.breathe?.();
    throwIfAborted(this.hooks.signal);
    if (this.stopped) throw new GpuFault('lost', 'the search was given up');
  }

  private pointsOf({ from, to }: TileRange): number {
    const { starts } = this.job.layout;
    return (starts[to] as number) - (starts[from] as number);
  }
}
