import type { BackendChoice } from './backendChoice';
import type { Matrix } from './matrix';
import type { NeighbourBackend, NeighbourTable } from './neighbourTable';
import type { CandidateFinder } from './webgpu/candidates';
import { GpuFault } from './webgpu/gpuFault';
import { GpuNeighbours, type ConfirmHelpers } from './webgpu/gpuNeighbours';
import type { WorkHooks } from './work';

/** A GPU that stands ready, one search at a time, until it is given back. */
export interface OpenGpu extends CandidateFinder {
  readonly helpers?: ConfirmHelpers | undefined;
  end(): void;
}

/** Multiply-adds of a brute search from which on starting a GPU costs less than it saves. */
const worthGpu = 1e11;

/** Calls back after a while without work; what it returns takes that back. */
export type Later = (run: () => void) => () => void;

/**
 * The search on the GPU or the processor, as was chosen; on the processor wherever the GPU cannot do it. A GPU is kept
 * from one search to the next, since starting one takes longer than most searches: until `close`, or until it has had
 * nothing to do for a while.
 */
export class ChosenNeighbours implements NeighbourBackend {
  /** A GPU that went away, is of no use or never was is not asked again: each attempt would wait for a device anew. */
  private isOut = false;
  /** At rest. One that searches is not here, so that another search does not talk to it. */
  private kept: OpenGpu | undefined;
  private isClosed = false;
  private keepOn: (() => void) | undefined;

  /**
   * @param openGpu rejects with a GpuFault where there is none. @param later after how long at rest a GPU is given back;
   * never by itself where this is left out.
   */
  constructor(
    private readonly choice: BackendChoice,
    private readonly processor: NeighbourBackend,
    private readonly openGpu: (signal: AbortSignal | undefined) => Promise<OpenGpu>,
    private readonly leastWork = worthGpu,
    private readonly later?: Later,
  ) {}

  /** Gives the GPU back: what is kept at once, one that searches when it is done. Searches go on to be possible. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.release();
    await this.processor.close?.();
  }

  get crew(): NeighbourBackend['crew'] {
    return this.processor.crew;
  }

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    const small = matrix.rows ** 2 * matrix.columns < this.leastWork;
    if (this.isOut || this.choice === 'wasm' || (this.choice === 'auto' && small)) {
      return this.processor.nearestNeighbours(matrix, k, hooks);
    }
    let reached = 0;
    const onProgress = (fraction: number): void => hooks.onProgress?.((reached = fraction));
    try {
      const gpu = this.take() ?? (await this.openGpu(hooks.signal));
      try {
        if (this.choice === 'webgpu' || !gpu.adapter.software) {
          const table = await search(gpu).nearestNeighbours(matrix, k, { ...hooks, onProgress });
          this.keep(gpu);
          return table;
        }
      } catch (error) {
        // A conversation that broke off is not taken up again.
        gpu.end();
        throw error;
      }
      gpu.end();
      this.isOut = true;
      return await this.processor.nearestNeighbours(matrix, k, hooks);
    } catch (error) {
      if (!(error instanceof GpuFault)) throw error;
      // Other data may fit its memory, or its precision.
      this.isOut = error.reason === 'lost' || error.reason === 'unavailable';
      const from = reached;
      const table = await this.processor.nearestNeighbours(matrix, k, {
        ...hooks,
        onProgress: (fraction) => hooks.onProgress?.(from + (1 - from) * fraction),
      });
      // A machine without a GPU lacks nothing that was asked for.
      if (this.choice === 'auto' && error.reason === 'unavailable') return table;
      const notice = `Neighbours were found on the processor, since the GPU could not be used: ${error.message}.`;
      return { ...table, notices: [...(table.notices ?? []), notice] };
    }
  }

  private take(): OpenGpu | undefined {
    this.keepOn?.();
    const gpu = this.kept;
    this.kept = undefined;
    return gpu;
  }

  private keep(gpu: OpenGpu): void {
    if (this.isClosed || this.kept !== undefined) return gpu.end();
    this.kept = gpu;
    this.keepOn = this.later?.(() => this.release());
  }

  private release(): void {
    this.take()?.end();
  }
}

function search(gpu: OpenGpu): GpuNeighbours {
  return new GpuNeighbours(gpu, gpu.helpers === undefined ? {} : { helpers: gpu.helpers });
}
