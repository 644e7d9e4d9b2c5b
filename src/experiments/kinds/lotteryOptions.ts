import { z } from 'zod';
import type { TicketKind } from '../../science/lottery/lotteryOutcome';
import { pruneScopes } from '../../science/lottery/pruning';
import { examplesOptions, networkOptions, trainingOptions } from './networkOptions';
import { subspaceSchema } from './subspaceOptions';

/** What tickets are held against. */
export const controlNames = ['one-shot', 'reinitialised', 'random-mask'] as const satisfies TicketKind[];

export const lotterySchema = z.strictObject({
  ...networkOptions,
  target: subspaceSchema.shape.target
    .default('accuracy >= 98 % of full')
    .describe(
      'A score, and after how many epochs it is reached: accuracy >= 0.9, loss <= 0.05 or, of the whole network, accuracy >= 98 % of full',
    ),
  rounds: z.number().int().min(1).max(60).default(16).describe('How often weights are pruned'),
  prune: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.2)
    .describe('Share of the weights left that a round takes away; the layer of outputs loses half as much'),
  scope: z
    .enum(pruneScopes)
    .default('layer')
    .describe('layer takes its share from every layer; all takes the smallest weights wherever they are'),
  rewind: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Epochs of the whole network’s training to which weights are wound back; 0 is where it began'),
  controls: z
    .array(z.enum(controlNames))
    .default([...controlNames])
    .describe(
      'What tickets are held against: one-shot (pruned at once), reinitialised (same mask, fresh weights), random-mask',
    ),
  margin: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe(
      'A ticket wins where it loses no more: of accuracy (0.01 is one point), or of the loss, as a share',
    ),
  ...trainingOptions,
  ...examplesOptions,
});
export type LotterySpec = z.infer<typeof lotterySchema>;
