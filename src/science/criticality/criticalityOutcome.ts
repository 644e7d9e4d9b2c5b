import { z } from 'zod';
import { scoreSchema } from '../subspace/outcome';

const bothSchema = z.object({ train: scoreSchema, test: scoreSchema });
export type BothScores = z.infer<typeof bothSchema>;

const layerSchema = z.object({
  name: z.string(),
  parameters: z.number().int(),
  /** ‖θ_l − θ_l⁰‖ of where the training led from where it began, by the norm of where it began. */
  distance: z.number().nullable(),
  /** The trained network with this layer as it was at the end of an epoch; 0 is the initialisation. */
  restored: z.array(bothSchema.extend({ epoch: z.number().int() })),
  /** The trained network with this layer drawn anew, a draw each. */
  redrawn: z.array(bothSchema),
});

/** What one seed tells of its layers. */
export const criticalityOutcomeSchema = z.object({
  study: z.literal('layer-criticality'),
  /** The seed's number, from 0. */
  trial: z.number().int(),
  diverged: z.boolean(),
  /** The mean loss of the batches of each epoch. */
  losses: z.array(z.number().nullable()).default([]),
  /** As trained. */
  whole: bothSchema,
  /** As initialised. */
  initial: bothSchema,
  layers: z.array(layerSchema),
});
export type CriticalityOutcome = z.infer<typeof criticalityOutcomeSchema>;
