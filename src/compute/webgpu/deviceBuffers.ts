import { bufferUsage as use, mapForReading, type GpuBuffer, type GpuDevice } from './device';
import { GpuFault } from './gpuFault';

/** The buffers of one search, to be let go of together. */
export class DeviceBuffers {
  private readonly all: GpuBuffer[] = [];
  private gone = false;

  constructor(private readonly device: GpuDevice) {}

  /** Bytes that kernels read. */
  input(bytes: number): GpuBuffer {
    return this.create(bytes, use.storage | use.copyTarget);
  }

  /** Bytes that kernels read and write, and that are read back. */
  output(bytes: number): GpuBuffer {
    return this.create(bytes, use.storage | use.copyTarget | use.copySource);
  }

  uniform(bytes: number): GpuBuffer {
    return this.create(bytes, use.uniform | use.copyTarget);
  }

  /** Where an output's bytes come back. */
  reader(bytes: number): GpuBuffer {
    return this.create(bytes, use.mapRead | use.copyTarget);
  }

  /** Ends those there are, and lets no more be made by a search that nobody waits for. */
  destroy(): void {
    this.gone = true;
    for (const buffer of this.all) buffer.destroy();
  }

  private create(bytes: number, usage: number): GpuBuffer {
    if (this.gone) throw new GpuFault('lost', 'the search was given up');
    const buffer = this.device.createBuffer({ size: Math.ceil(bytes / 4) * 4, usage });
    this.all.push(buffer);
    return buffer;
  }
}

/** Throws a GpuFault where the device says that what was made is too large, or wrong. */
export async function checked<T>(device: GpuDevice, make: () => T | Promise<T>): Promise<T> {
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const made = await Promise.resolve(make()).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const memory = await device.popErrorScope();
  const invalid = await device.popErrorScope();
  if (memory) throw new GpuFault('memory', `its memory is too small (${firstLine(memory.message)})`);
  if (invalid) throw new GpuFault('unavailable', `it refused the work (${firstLine(invalid.message)})`);
  if ('error' in made) throw made.error;
  return made.value;
}

/** The first bytes of an output, copied through a reader. */
export async function readBack(
  device: GpuDevice,
  from: GpuBuffer,
  reader: GpuBuffer,
  bytes: number,
): Promise<Uint32Array<ArrayBuffer>> {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, reader, 0, bytes);
  device.queue.submit([encoder.finish()]);
  await reader.mapAsync(mapForReading);
  const read = new Uint32Array(reader.getMappedRange().slice(0, bytes));
  reader.unmap();
  return read;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.trim() ?? '';
}
