import { z } from 'zod';
import { backendChoices } from '../../compute/backendChoice';
import type { LayersShape, LayersSource } from '../../science/models/layersNetwork';
import type { LayerValues } from '../../science/models/objective';
import { replicaOutcomeSchema } from '../../science/subspace/outcome';
import type { LayersJob } from '../../science/subspace/replicaBackend';
import type { Replica } from '../../science/subspace/trainReplica';

/** Where TensorFlow.js computes, in the order in which they are tried. */
export const tensorFlowBackends = ['tensorflow', 'wasm', 'cpu'] as const;
export type TensorFlowBackend = (typeof tensorFlowBackends)[number];

// Both ends are of one build: what was checked when the experiment began is not checked again.
const object = <T>(): z.ZodType<T> => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** What a process that trains models of TensorFlow.js is told; it answers each before the next. */
export const toLayersSchema = z.discriminatedUnion('type', [
  /** The first: what may be used. */
  z.object({
    type: z.literal('open'),
    choice: z.enum(backendChoices),
    only: z.enum(tensorFlowBackends).optional(),
    /** Where `@tensorflow/tfjs-node-gpu` and `@tensorflow/tfjs-node` are looked for: never a workspace by itself. */
    folders: z.array(z.string()),
  }),
  /** Builds the model and tries a step of training, on one backend after another until one can. */
  z.object({ type: z.literal('describe'), source: object<LayersSource>() }),
  z.object({ type: z.literal('job'), job: object<LayersJob>() }),
  z.object({ type: z.literal('replica'), replica: object<Replica>() }),
]);
export type ToLayers = z.infer<typeof toLayersSchema>;

/** What it answers. After a `fault` it can be asked for something else. */
export const fromLayersSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('described'),
    shape: object<LayersShape>(),
    backend: z.enum(tensorFlowBackends),
    /** For people: `TensorFlow.js 4.22.0, WebAssembly`. */
    name: z.string(),
    /** Why what was asked for, or is faster, is not used; sentences. */
    notices: z.array(z.string()),
  }),
  z.object({
    type: z.literal('outcome'),
    outcome: replicaOutcomeSchema,
    layers: object<readonly LayerValues[]>().optional(),
  }),
  z.object({
    type: z.literal('fault'),
    code: z.enum(['experiment.invalid', 'internal']),
    message: z.string(),
    remedy: z.string(),
    file: z.string().optional(),
  }),
]);
export type FromLayers = z.infer<typeof fromLayersSchema>;
