import { z } from 'zod';
import { scoreSchema } from '../subspace/outcome';

/** Norms of a network's parameters, in the order reports show them. */
export const normNames = ['fisher-rao', 'fisher-rao-model', 'path', 'spectral', 'l2'] as const;
export type NormName = (typeof normNames)[number];

/** What one trained network tells. */
export const fisherRaoOutcomeSchema = z.object({
  study: z.literal('fisher-rao'),
  trial: z.number().int(),
  diverged: z.boolean(),
  /** The mean loss of the batches of each epoch. */
  losses: z.array(z.number().nullable()).default([]),
  /** On the labels it was trained on, of which a share may have been drawn at random. */
  train: scoreSchema,
  /** On labels as they are in the data. */
  test: scoreSchema,
  /** Null where the parameters are no finite numbers. */
  norms: z.record(z.enum(normNames), z.number().nullable()),
  /** max |⟨θ, ∂f/∂θ⟩ − (L + 1) f| by max |f|, over the rows that the norms are taken over. */
  identityDeviation: z.number().nullable(),
});
export type FisherRaoOutcome = z.infer<typeof fisherRaoOutcomeSchema>;
