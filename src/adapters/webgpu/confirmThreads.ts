import { z } from 'zod';
import type { Confirmed, ConfirmTask } from '../../compute/webgpu/confirmation';
import type { ConfirmHelpers } from '../../compute/webgpu/gpuNeighbours';
import { ThreadPool } from '../threadPool';

const confirmedSchema = z.object({
  doubtful: z.array(z.object({ row: z.number(), limit: z.number() })),
  evaluated: z.number(),
});

/** Points that are worth a thread. */
const worthThread = 500;

/** Threads that confirm candidates, each a part of a block's points. */
export class ConfirmThreads implements ConfirmHelpers {
  private readonly pool: ThreadPool;

  /** @param script the built `confirmThread.js`. */
  constructor(
    private readonly threads: number,
    script: string,
  ) {
    this.pool = new ThreadPool(script);
  }

  share<T extends Float32Array | Float64Array | Int32Array>(values: T): T {
    const room = new SharedArrayBuffer(values.byteLength);
    const shared = new (values.constructor as new (buffer: SharedArrayBuffer) => T)(room);
    shared.set(values);
    return shared;
  }

  readonly confirm = async (task: ConfirmTask): Promise<Confirmed> => {
    const { keep, kept, first } = task;
    const points = kept.length / keep;
    const count = Math.max(1, Math.min(this.threads, Math.floor(points / worthThread)));
    const tasks = Array.from({ length: count }, (_, i): ConfirmTask => {
      const from = Math.floor((points * i) / count);
      const to = Math.floor((points * (i + 1)) / count);
      return { ...task, first: first + from, kept: kept.slice(from * keep, to * keep) };
    });
    const answers = (await this.pool.ask(tasks)).map((answer) => confirmedSchema.parse(answer));
    return {
      doubtful: answers.flatMap(({ doubtful }) => doubtful),
      evaluated: answers.reduce((sum, { evaluated }) => sum + evaluated, 0),
    };
  };

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.pool.close();
  }
}
