import type { BackendChoice } from './backendChoice';
import type { Matrix } from './matrix';
import type { NeighbourBackend, NeighbourTable } from './neighbourTable';
import type { CandidateFinder } from './webgpu/candidates';
import { GpuFault } from './webgpu/gpuFault';
import { GpuNeighbours, type ConfirmHelpers } from './webgpu/gpuNeighbours';
import type { WorkHooks } from './work';

/** A GPU that stands ready, and is given back after use. */
export interface OpenGpu extends CandidateFinder {
  readonly helpers?: ConfirmHelpers | undefined;
  end(): void;
}

/** Multiply-adds of a brute search from which on starting a GPU costs less than it saves. */
const worthGpu = 1e11;

/** The search on the GPU or the processor, as was chosen; on the processor wherever the GPU cannot do it. */
export class ChosenNeighbours implements NeighbourBackend {
  /** A GPU that went away, or never was, is not asked again: each attempt would wait for a device anew. */
  private isLost = false;

  /** @param openGpu rejects with a GpuFault where there is none. */
  constructor(
    private readonly choice: BackendChoice,
    private readonly processor: NeighbourBackend,
    private readonly openGpu: (signal: AbortSignal | undefined) => Promise<OpenGpu>,
    private readonly leastWork = worthGpu,
  ) {}

  get crew(): NeighbourBackend['crew'] {
    return this.processor.crew;
  }

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    const small = matrix.rows ** 2 * matrix.columns < this.leastWork;
    if (this.isLost || this.choice === 'wasm' || (this.choice === 'auto' && small)) {
      return this.processor.nearestNeighbours(matrix, k, hooks);
    }
    let reached = 0;
    const onProgress = (fraction: number): void => hooks.onProgress?.((reached = fraction));
    try {
      const gpu = await this.openGpu(hooks.signal);
      try {
        if (this.choice === 'webgpu' || !gpu.adapter.software) {
          return await search(gpu).nearestNeighbours(matrix, k, { ...hooks, onProgress });
        }
      } finally {
        gpu.end();
      }
      return await this.processor.nearestNeighbours(matrix, k, hooks);
    } catch (error) {
      if (!(error instanceof GpuFault)) throw error;
      // Other data may fit its memory, or its precision.
      this.isLost = error.reason === 'lost' || error.reason === 'unavailable';
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
}

function search(gpu: OpenGpu): GpuNeighbours {
  return new GpuNeighbours(gpu, gpu.helpers === undefined ? {} : { helpers: gpu.helpers });
}
