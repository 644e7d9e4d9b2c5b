import { z } from 'zod';
import type { GpuFaultReason } from '../compute/webgpu/gpuFault';
import { replicaOutcomeSchema } from '../science/subspace/outcome';
import type { NativeJob } from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';

const faultReasons = [
  'unavailable',
  'memory',
  'lost',
  'unsuited',
] as const satisfies readonly GpuFaultReason[];
const words = z.custom<Uint32Array<ArrayBuffer>>((value) => value instanceof Uint32Array);
const floats = z.custom<Float32Array<ArrayBuffer>>((value) => value instanceof Float32Array);
const count = z.number().int().nonnegative();
// Both ends are of one build: what was checked when the experiment began is not checked again.
const trainingJob = z.custom<NativeJob>((value) => typeof value === 'object' && value !== null);
const replica = z.custom<Replica>((value) => typeof value === 'object' && value !== null);

/** What the process or page that holds the GPU is told. It answers `points` to each `pack` and `next` to each `block`. */
export const toGpuSchema = z.discriminatedUnion('type', [
  /** The first: where a process looks for the package. A page has its own GPU, and is told of no folders. */
  z.object({ type: z.literal('open'), folders: z.array(z.string()) }),
  z.object({
    type: z.literal('find'),
    layout: z.object({ size: z.union([z.literal(64), z.literal(128)]), starts: words }),
    dimensions: count,
    coarse: count,
    keep: count,
    boxDimensions: count,
    boxes: floats,
    margin: z.number(),
  }),
  z.object({ type: z.literal('points'), values: floats }),
  z.object({ type: z.literal('next') }),
  z.object({ type: z.literal('train'), job: trainingJob, replicas: z.array(replica) }),
  /** Whatever goes on is given up, and the device with it. Nothing is said after that. */
  z.object({ type: z.literal('close') }),
]);
export type ToGpu = z.infer<typeof toGpuSchema>;

/** What it says. `fault` ends it. */
export const fromGpuSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('adapter'), name: z.string(), software: z.boolean() }),
  z.object({ type: z.literal('pack'), from: count, to: count }),
  z.object({ type: z.literal('progress'), fraction: z.number() }),
  z.object({ type: z.literal('block'), firstTile: count, tiles: count, kept: words }),
  z.object({ type: z.literal('found'), comparedTiles: count }),
  z.object({ type: z.literal('outcome'), outcome: replicaOutcomeSchema }),
  z.object({ type: z.literal('trained') }),
  z.object({ type: z.literal('fault'), reason: z.enum(faultReasons), message: z.string() }),
]);
export type FromGpu = z.infer<typeof fromGpuSchema>;

const session = z.number().int().positive();

/** To a page, which serves several workers at a time, by the number that each conversation has on the way. */
export const toPageSchema = z.object({ session, message: toGpuSchema });
export type ToPage = z.infer<typeof toPageSchema>;

export const fromPageSchema = z.object({ session, message: fromGpuSchema });
export type FromPage = z.infer<typeof fromPageSchema>;
