/**
 * Why a search cannot go on on the GPU. `unavailable`: there is none, or its library does not load. `memory`: the points
 * do not fit. `lost`: the device went away. `unsuited`: single precision cannot tell these points' neighbours apart.
 */
export type GpuFaultReason = 'unavailable' | 'memory' | 'lost' | 'unsuited';

/** The processor can still do the work, and does. */
export class GpuFault extends Error {
  /** @param message a clause that completes "the GPU was not used: …". */
  constructor(
    readonly reason: GpuFaultReason,
    message: string,
  ) {
    super(message);
    this.name = 'GpuFault';
  }
}
