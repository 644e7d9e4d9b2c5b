import { z } from 'zod';
import { scoreSchema } from '../subspace/outcome';

/** `dense` is the whole network; the others are what is left of it, and what they are held against. */
export const ticketKinds = ['dense', 'iterative', 'one-shot', 'reinitialised', 'random-mask'] as const;
export type TicketKind = (typeof ticketKinds)[number];

const ticketSchema = z.object({
  kind: z.enum(ticketKinds),
  /** How often was pruned, 0 for the whole network. */
  round: z.number().int(),
  /** Share of the weights (biases aside) that is left, 0 to 1. */
  share: z.number(),
  /** The first epoch, from 1, whose end reaches the target; null where none does. */
  reachedAt: z.number().int().nullable(),
  diverged: z.boolean(),
  /** Of each epoch from the first trained: the mean loss of its batches, and the target's score at its end. */
  curve: z.array(z.object({ loss: z.number().nullable(), score: z.number().nullable() })).default([]),
  /** At the end of training. */
  train: scoreSchema,
  test: scoreSchema,
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What one seed tells of its tickets. */
export const lotteryOutcomeSchema = z.object({
  study: z.literal('lottery-ticket'),
  /** The seed's number, from 0. */
  trial: z.number().int(),
  tickets: z.array(ticketSchema),
});
export type LotteryOutcome = z.infer<typeof lotteryOutcomeSchema>;
