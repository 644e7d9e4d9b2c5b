// What a page runs: the search for candidates on the browser's own WebGPU, as a webview has it.
import { DeviceCandidates } from '../../src/compute/webgpu/candidateSearch';
import type { CandidateJob } from '../../src/compute/webgpu/candidates';
import type { GpuDevice } from '../../src/compute/webgpu/device';
import { GpuFault, type GpuFaultReason } from '../../src/compute/webgpu/gpuFault';
import { openAdapter, type Gpu } from '../../src/compute/webgpu/openAdapter';

/** A job as it is sent to a page; arrays are their bytes in base64. */
export interface PageJob extends Omit<CandidateJob, 'layout' | 'boxes' | 'pack'> {
  readonly size: 64 | 128;
  readonly starts: string;
  readonly boxes: string;
  /** All tiles, as `pack` gives them. */
  readonly points: string;
  /** Destroys the device when progress has come so far. */
  readonly destroyAt: number | undefined;
}

export interface PageAnswer {
  readonly blocks: readonly { readonly firstTile: number; readonly tiles: number; readonly kept: string }[];
  readonly comparedTiles: number;
  readonly fault?: { readonly reason: GpuFaultReason; readonly message: string };
}

let current: { readonly device: GpuDevice; readonly finder: DeviceCandidates } | undefined;

async function findInPage(job: PageJob): Promise<PageAnswer> {
  current ??= await open();
  const { device, finder } = current;
  if (job.destroyAt !== undefined) current = undefined;
  const starts = new Uint32Array(bytesOf(job.starts));
  const boxes = new Float32Array(bytesOf(job.boxes));
  const points = new Float32Array(bytesOf(job.points));
  const tile = points.length / (starts.length - 1);
  const blocks: PageAnswer['blocks'][number][] = [];
  try {
    const { comparedTiles } = await finder.find(
      {
        ...job,
        boxes,
        layout: { size: job.size, starts },
        pack: (from, to) => points.slice(from * tile, to * tile),
      },
      ({ firstTile, tiles, kept }) => {
        blocks.push({ firstTile, tiles, kept: textOf(kept) });
        return Promise.resolve();
      },
      {
        onProgress(fraction) {
          if (job.destroyAt !== undefined && fraction >= job.destroyAt) device.destroy();
        },
      },
    );
    return { blocks, comparedTiles };
  } catch (error) {
    if (!(error instanceof GpuFault)) throw error;
    return { blocks: [], comparedTiles: 0, fault: { reason: error.reason, message: error.message } };
  }
}

async function open(): Promise<NonNullable<typeof current>> {
  const { gpu } = globalThis.navigator as unknown as { gpu?: Gpu };
  if (gpu === undefined) throw new Error('the browser has no WebGPU');
  const { device, name } = await openAdapter(gpu);
  return { device, finder: new DeviceCandidates(device, name, () => performance.now()) };
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}

function textOf(words: Uint32Array): string {
  let text = '';
  for (const byte of new Uint8Array(words.buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { findInPage });
